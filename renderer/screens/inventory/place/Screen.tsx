import { useCurrency } from '../../../client/connection.ts';
import type { OutputOf, QueryName } from '../../../client/operations.ts';
import type { Column } from '../../../kit/column.ts';
import { Detail } from '../../../kit/detail/Detail.tsx';
import { History } from '../../../kit/detail/History.tsx';
import { count, money, words } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import type { ScreenProps } from '../../../kit/screen.ts';
import { Table } from '../../../kit/Table.tsx';
import { type Asked, useAsk } from '../../../kit/use-ask.ts';
import { actionsOf } from './actions.ts';
import { t } from './text.ts';

type Below = OutputOf<'inventory.listLocations'>['rows'][number];
type Held = OutputOf<'inventory.listStock'>['rows'][number];

const belowColumns: readonly Column<Below>[] = [
  { id: 'code', title: t('code'), width: 170, text: (p) => p.code, link: (p) => `/places/${p.id}` },
  { id: 'name', title: t('name'), grow: true, text: (p) => p.name },
  { id: 'type', title: t('type'), width: 100, text: (p) => words(p.type) },
  { id: 'pathOrder', title: t('pathOrder'), width: 90, numeric: true, text: (p) => count(p.pathOrder) },
  { id: 'items', title: t('products'), width: 100, numeric: true, text: (p) => count(p.items) },
];
const stockColumns = (currency: string): readonly Column<Held>[] => [
  { id: 'sku', title: t('sku'), width: 170, text: (s) => s.sku, link: (s) => `/items/${s.itemId}` },
  { id: 'title', title: t('item'), grow: true, text: (s) => s.title },
  { id: 'onHand', title: t('onHand'), width: 100, numeric: true, text: (s) => count(s.onHand) },
  { id: 'value', title: t('value', { currency }), width: 120, numeric: true, text: (s) => money(s.value, currency) },
];
/** What keeps a tab from its rows: a failure, or the answer that is not there yet. */
const kept = <N extends QueryName>({ output, failure, again }: Asked<N>) =>
  output ? undefined : failure ? <FailureNote again={again} failure={failure} /> : <Waiting />;

function Stock({ locationId }: { readonly locationId: string }) {
  const currency = useCurrency();
  const asked = useAsk('inventory.listStock', { filter: [{ column: 'locationId', op: 'eq', value: locationId }], limit: 500 });
  const rows = asked.output?.rows ?? [];
  return (
    kept(asked) ?? <Table columns={stockColumns(currency)} empty={t('noStock')} label={t('stock')} rowId={(s) => s.itemId} rows={rows} />
  );
}

function Within({ locationId }: { readonly locationId: string }) {
  const asked = useAsk('inventory.listLocations', {
    filter: [{ column: 'parentId', op: 'eq', value: locationId }],
    sort: [{ column: 'pathOrder', direction: 'asc' }],
    limit: 500,
  });
  return (
    kept(asked) ?? (
      <Table columns={belowColumns} empty={t('noPlaces')} label={t('below')} rowId={(p) => p.id} rows={asked.output?.rows ?? []} />
    )
  );
}

/** One place: what it is for, what stands in it, and what lies within it. */
export default function PlaceScreen({ params }: ScreenProps) {
  const { output: place, failure, again } = useAsk('inventory.getLocation', { locationId: params['id'] ?? '' });
  const zones = useAsk(
    'inventory.listLocations',
    place && {
      filter: [
        { column: 'type', op: 'in', values: ['zone', 'aisle'] },
        { column: 'active', op: 'eq', value: 1 },
        { column: 'warehouseId', op: 'eq', value: place.warehouseId },
      ],
      limit: 500,
    },
  ).output?.rows;
  if (failure && !place) return <FailureNote again={again} failure={failure} />;
  if (!place) return <Waiting />;
  const { id } = place;
  const divides = place.type === 'zone' || place.type === 'aisle';
  const stock = { id: 'stock', title: t('stock'), count: place.items, body: () => <Stock locationId={id} /> };
  const below = { id: 'below', title: t('below'), count: place.below, body: () => <Within locationId={id} /> };
  return (
    <Detail
      actions={actionsOf(place, zones ?? [])}
      amounts={divides ? [] : [{ name: t('products'), value: count(place.items), path: `/places/${id}?tab=stock` }]}
      crumb={{ title: t('places'), path: '/places' }}
      even={place.items === 0}
      facts={[
        { name: t('warehouse'), value: place.warehouseCode },
        { name: t('type'), value: words(place.type) },
        { name: t('status'), value: words(place.status) },
        ...(place.belowZero === 1 ? [{ name: t('stockBelow'), value: t('mayGoBelow') }] : []),
        ...place.path.map((p) => ({ name: t('within'), value: p.code, path: `/places/${p.id}` })),
        { name: t('pathOrder'), value: count(place.pathOrder), hint: t('pathHint') },
      ]}
      party={place.name}
      state={place.active === 1 ? { word: t('open'), tone: 'good' } : { word: t('closed'), tone: 'quiet' }}
      tabs={[...(divides ? [below] : [stock]), { id: 'history', title: t('history'), body: () => <History id={id} table="location" /> }]}
      title={place.code}
    />
  );
}
