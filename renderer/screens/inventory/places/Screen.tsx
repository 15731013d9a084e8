import { useMemo } from 'react';
import type { InputOf } from '../../../client/operations.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { action } from '../../../kit/action/action.ts';
import { askQuantity, quantityOf } from '../../../kit/action/typed.ts';
import { usePlaces } from '../../../kit/form/places.ts';
import { words } from '../../../kit/format.ts';
import { List } from '../../../kit/grid/List.tsx';
import { Page } from '../../../kit/Page.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { columns } from './columns.ts';
import { presets, usePlacesView } from './store.ts';
import { t } from './text.ts';

const TYPES = ['bin', 'dock', 'staging', 'packing', 'zone', 'aisle'] as const;
const STATUSES = ['sellable', 'hold', 'quarantine', 'returned', 'damaged'] as const;
const DIVIDING: InputOf<'inventory.listLocations'> = {
  filter: [
    { column: 'type', op: 'in', values: ['zone', 'aisle'] },
    { column: 'active', op: 'eq', value: 1 },
  ],
  limit: 500,
};
const said = <W extends string>(values: readonly W[]) => values.map((value) => ({ value, text: words(value) }));

/** How the warehouses are divided, and what stands where. */
export default function Places() {
  const warehouses = usePlaces()?.warehouses;
  const zones = useAsk('inventory.listLocations', DIVIDING).output?.rows;
  const actions = useMemo(
    () =>
      warehouses && zones
        ? [
            action({
              verb: t('add'),
              operation: 'inventory.createLocation',
              asks: [
                { name: 'warehouseId', label: t('warehouse'), kind: 'choice', options: warehouses },
                { name: 'code', label: t('code'), kind: 'text', hint: t('codeHint') },
                { name: 'name', label: t('name'), kind: 'text' },
                { name: 'type', label: t('type'), kind: 'choice', options: said(TYPES), hint: t('typeHint') },
                { name: 'status', label: t('status'), kind: 'choice', options: said(STATUSES) },
                {
                  name: 'parentId',
                  label: t('within'),
                  kind: 'choice',
                  options: [{ value: '', text: t('nowhere') }, ...zones.map((z) => ({ value: z.id, text: `${z.code} ${z.name}` }))],
                  optional: true,
                },
                askQuantity({ name: 'pathOrder', label: t('pathOrder'), start: '0', hint: t('pathHint') }),
              ],
              input: ({ warehouseId = '', code = '', name = '', type = 'bin', status = 'sellable', parentId, pathOrder }) => ({
                warehouseId,
                code,
                name,
                type: type as (typeof TYPES)[number],
                status: status as (typeof STATUSES)[number],
                pathOrder: quantityOf(pathOrder),
                ...(parentId ? { parentId } : {}),
              }),
            }),
          ]
        : [],
    [warehouses, zones],
  );
  return (
    <Page actions={<Actions actions={actions} />} fill title={t('title')}>
      <List
        columns={columns}
        empty={t('empty')}
        label={t('title')}
        list="inventory.locations"
        open={(p) => `/places/${p.id}`}
        presets={presets}
        rowId={(p) => p.id}
        view={usePlacesView}
      />
    </Page>
  );
}
