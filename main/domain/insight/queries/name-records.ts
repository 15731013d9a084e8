import { type RawBuilder, sql } from 'kysely';
import { tableOfId } from '../../../../db/schema/ids.ts';
import { insightOperations } from '../../../../preload/contract/insight.ts';
import { holds } from '../../../../preload/contract/permission.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { inScope, onlyInScope } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';
import { partiesInScope } from '../../parties/index.ts';

interface Naming {
  /** Column of what people call such a record. */
  readonly name: string;
  readonly permission: string;
  /** Rows the asker may see; left out: only who sees the whole company. */
  readonly visible?: (ctx: QueryContext) => RawBuilder<boolean>;
}

const everybody = () => sql<boolean>`1 = 1`;
const NAMINGS: Readonly<Record<string, Naming>> = {
  app_user: { name: 'name', permission: 'company.read', visible: everybody },
  party: {
    name: 'name',
    permission: 'parties.read',
    visible: (ctx) => partiesInScope(ctx.actor, 'source'),
  },
  item: { name: 'sku', permission: 'catalog.read', visible: everybody },
  account: { name: 'code', permission: 'accounting.read' },
  payment: { name: 'number', permission: 'accounting.read' },
  stock_document: { name: 'number', permission: 'inventory.read' },
  warehouse: { name: 'code', permission: 'inventory.read', visible: (ctx) => onlyInScope(ctx.actor.scopes.warehouse, 'id') },
  channel: { name: 'name', permission: 'channels.read', visible: (ctx) => onlyInScope(ctx.actor.scopes.channel, 'id') },
  sales_order: { name: 'number', permission: 'sales.read', visible: (ctx) => inScope(ctx.actor.scopes.channel, 'channel_id') },
  purchase_order: {
    name: 'number',
    permission: 'purchasing.read',
    visible: (ctx) => onlyInScope(ctx.actor.scopes.warehouse, 'warehouse_id'),
  },
  purchase_receipt: { name: 'number', permission: 'purchasing.read' },
  supplier_bill: { name: 'number', permission: 'purchasing.read' },
  invoice: { name: 'number', permission: 'sales.read', visible: (ctx) => inScope(ctx.actor.scopes.channel, 'channel_id') },
  shipment: {
    name: 'number',
    permission: 'fulfillment.read',
    visible: (ctx) => sql<boolean>`${onlyInScope(ctx.actor.scopes.warehouse, 'warehouse_id')}
      and exists (select 1 from sales_order as o where o.id = order_id and ${inScope(ctx.actor.scopes.channel, 'o.channel_id')})`,
  },
  customer_return: {
    name: 'number',
    permission: 'returns.read',
    visible: (ctx) =>
      sql<boolean>`${onlyInScope(ctx.actor.scopes.warehouse, 'warehouse_id')} and ${inScope(ctx.actor.scopes.channel, 'channel_id')}`,
  },
};

async function named(ctx: QueryContext, table: string, ids: readonly string[]) {
  const naming = NAMINGS[table];
  const { scopes } = ctx.actor;
  if (!naming || !holds(ctx.actor.permissions, naming.permission)) return [];
  if (!naming.visible && (scopes.channel || scopes.warehouse)) return [];
  return ctx.tx.db
    .selectFrom(table as 'sales_order')
    .select(['id', sql<string>`${sql.ref(naming.name)}`.as('name')])
    .where('id', 'in', ids)
    .where((naming.visible ?? everybody)(ctx))
    .execute();
}

/** Ids in the words of the shop: how accounting shows the number of a document it knows nothing about. */
export const nameRecords = handleQuery(insightOperations.nameRecords, async (ctx, { ids }) => {
  const byTable = Map.groupBy(
    ids.filter((id) => !id.includes('/')),
    (id) => tableOfId(id)?.table ?? '',
  );
  const rows = [];
  for (const [table, of] of byTable) rows.push(...(await named(ctx, table, of)));
  return { rows };
});
