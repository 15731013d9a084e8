import { useCurrency } from '../../../client/connection.ts';
import type { QueryName } from '../../../client/operations.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { useNames } from '../../../kit/record.ts';
import { Table } from '../../../kit/Table.tsx';
import { type Asked, useAsk } from '../../../kit/use-ask.ts';
import {
  componentColumns,
  holdColumns,
  kitStockColumns,
  layerColumns,
  lotColumns,
  moveColumns,
  packColumns,
  promiseColumns,
  standardCostColumns,
  stockColumns,
} from './columns.ts';
import { type HoldRow, type Item, type KitStockRow, useItemView } from './store.ts';
import { t } from './text.ts';

interface OfItem {
  readonly itemId: string;
}
/** What keeps a tab from its rows: a failure, or the answer that is not there yet. */
const kept = <N extends QueryName>({ output, failure, again }: Asked<N>) =>
  output ? undefined : failure ? <FailureNote again={again} failure={failure} /> : <Waiting />;

/** Where it stands, place by place, with what of it is promised and what it is worth. */
export function Stock({ itemId }: OfItem) {
  const currency = useCurrency();
  const asked = useAsk('inventory.listStock', { filter: [{ column: 'itemId', op: 'eq', value: itemId }], limit: 500 });
  return (
    kept(asked) ?? (
      <Table
        columns={stockColumns(currency)}
        empty={t('noStock')}
        label={t('stock')}
        rowId={(s) => s.locationId}
        rows={asked.output?.rows ?? []}
      />
    )
  );
}

/** Its lots or serial numbers, those that end first on top. */
export function Lots({ itemId }: OfItem) {
  const asked = useAsk('inventory.listLots', { filter: [{ column: 'itemId', op: 'eq', value: itemId }], limit: 500 });
  return (
    kept(asked) ?? <Table columns={lotColumns} empty={t('noLot')} label={t('lots')} rowId={(l) => l.id} rows={asked.output?.rows ?? []} />
  );
}

/** For whom it is kept, those served first on top. */
export function Promises({ itemId }: OfItem) {
  const asked = useAsk('fulfillment.listPromises', { itemId, limit: 500 });
  return (
    kept(asked) ?? (
      <Table
        columns={promiseColumns}
        empty={t('noPromise')}
        label={t('promises')}
        rowId={(p) => String(p.id)}
        rows={asked.output?.rows ?? []}
      />
    )
  );
}

/** What stops it from being promised or sent out, and what did before. */
export const Holds = ({ rows }: { readonly rows: readonly HoldRow[] }) => (
  <Table columns={holdColumns} empty={t('noHold')} label={t('holds')} rowId={(h) => h.id} rows={rows} />
);

/** Numbers of it that are bought, counted or sold as one. */
export const Packs = ({ packs }: Pick<Item, 'packs'>) => (
  <Table columns={packColumns} empty={t('noPack')} label={t('packs')} rowId={(p) => p.id} rows={packs} />
);

/** What a kit is made of, and how many can be had where. */
export const Components = ({ rows, stock }: { readonly rows: Item['components']; readonly stock: readonly KitStockRow[] }) => (
  <>
    <Table columns={componentColumns('component')} empty={t('noComponent')} label={t('components')} rowId={(c) => c.itemId} rows={rows} />
    {rows.length === 0 ? null : (
      <section>
        <h2>{t('kitStock')}</h2>
        <Table columns={kitStockColumns} empty={t('noKitStock')} label={t('kitStock')} rowId={(k) => k.warehouseId} rows={stock} />
      </section>
    )}
  </>
);

/** Kits it is a component of. */
export const UsedIn = ({ rows }: { readonly rows: Item['usedIn'] }) => (
  <Table columns={componentColumns('kit')} empty={t('noKit')} label={t('usedIn')} rowId={(c) => c.itemId} rows={rows} />
);

/** Its latest moves; the whole list is one step away. */
export function Moves({ itemId }: OfItem) {
  const currency = useCurrency();
  const asked = useAsk('inventory.listMoves', { filter: [{ column: 'itemId', op: 'eq', value: itemId }], limit: 100 });
  const rows = asked.output?.rows ?? [];
  return (
    kept(asked) ?? (
      <>
        <Table columns={moveColumns(currency)} empty={t('noMove')} label={t('moves')} rowId={(m) => String(m.moveId)} rows={rows} />
        {rows.length === 100 ? <a href={`#/moves?sku=${encodeURIComponent(rows[0]?.sku ?? '')}`}>{t('allMoves')}</a> : null}
      </>
    )
  );
}

/** What a unit was kept at from which day on, and what stock gained or lost by each change. */
export function StandardCosts({ itemId }: OfItem) {
  const currency = useCurrency();
  const asked = useAsk('inventory.listStandardCosts', { itemId, limit: 100 });
  return (
    kept(asked) ?? (
      <Table
        columns={standardCostColumns(currency)}
        empty={t('noStandard')}
        label={t('standardCosts')}
        rowId={(c) => String(c.id)}
        rows={asked.output?.rows ?? []}
      />
    )
  );
}

/** What it is worth, layer by layer, in the order they are used. */
export function Layers({ itemId }: OfItem) {
  const currency = useCurrency();
  const { usedUp } = useItemView();
  const asked = useAsk('inventory.layersOfItem', { itemId, open: !usedUp, limit: 500 });
  const rows = asked.output?.rows ?? [];
  const names = useNames(rows.map((l) => l.sourceId));
  const areas = new Map(asked.output?.pools.map((p) => [p.areaId, p.areaCode]));
  return (
    kept(asked) ?? (
      <>
        <Table
          columns={layerColumns(currency, itemId, areas, names)}
          empty={t('noLayer')}
          label={t('layers')}
          rowId={(l) => String(l.layerId)}
          rows={rows}
        />
        <button className="plain" onClick={() => useItemView.setState({ usedUp: !usedUp })} type="button">
          {usedUp ? t('showOpen') : t('showAll')}
        </button>
      </>
    )
  );
}
