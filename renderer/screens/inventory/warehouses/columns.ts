import type { OutputOf } from '../../../client/operations.ts';
import type { Column } from '../../../kit/column.ts';
import { count, country, money } from '../../../kit/format.ts';
import { withQuery } from '../../../kit/route.ts';
import { t } from './text.ts';

export type Warehouse = OutputOf<'inventory.sumWarehouses'>['rows'][number];

const worth = (w: Warehouse): number => w.areas.reduce((sum, a) => sum + a.value, 0);
/** The sum of all warehouses has no id, and its figures lead to all rows. */
const of = (w: Warehouse): Readonly<Record<string, string | undefined>> => ({ warehouseId: w.id || undefined });

/** Every figure leads to the rows it sums. `steps` of a delivery by warehouse; nothing where they may not be seen. */
export const columnsIn = (currency: string, steps: ReadonlyMap<string, number>): readonly Column<Warehouse>[] => [
  { id: 'code', title: t('code'), width: 110, text: (w) => w.code, link: (w) => (w.id === '' ? undefined : withQuery('/places', of(w))) },
  {
    id: 'name',
    title: t('name'),
    grow: true,
    text: (w) => w.name,
    link: (w) => (w.id === '' ? undefined : withQuery('/warehouses', { change: w.id })),
  },
  { id: 'country', title: t('country'), width: 150, text: (w) => country(w.country) },
  {
    id: 'delivery',
    title: t('delivery'),
    width: 100,
    text: (w) => (steps.has(w.id) ? t('steps', { count: steps.get(w.id) ?? 1 }) : ''),
    hint: () => t('deliveryHint'),
    link: (w) => (steps.has(w.id) ? '/waves' : undefined),
  },
  {
    id: 'places',
    title: t('places'),
    width: 80,
    numeric: true,
    text: (w) => count(w.places),
    hint: () => t('placesHint'),
    link: (w) => withQuery('/places', of(w)),
  },
  {
    id: 'onHand',
    title: t('onHand'),
    width: 120,
    numeric: true,
    text: (w) => count(w.onHand),
    hint: () => t('onHandHint'),
    link: (w) => withQuery('/stock', of(w)),
  },
  { id: 'areas', title: t('areas'), width: 160, text: (w) => w.areas.map((a) => a.code).join(', '), hint: () => t('areasHint') },
  {
    id: 'value',
    title: t('value', { currency }),
    width: 140,
    numeric: true,
    text: (w) => money(worth(w), currency),
    link: (w) => withQuery('/stock-value', { areaId: w.id === '' ? undefined : w.areas.map((a) => a.areaId).join() }),
  },
];

/** What all warehouses hold together. */
export const sumOf = (rows: readonly Warehouse[]): Warehouse => ({
  id: '',
  code: t('all'),
  name: '',
  country: '',
  active: 1,
  revision: 0,
  places: rows.reduce((sum, w) => sum + w.places, 0),
  onHand: rows.reduce((sum, w) => sum + w.onHand, 0),
  areas: [{ areaId: '', code: '', value: rows.reduce((sum, w) => sum + worth(w), 0) }],
});
