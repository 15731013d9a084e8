import type { LabelPaper, SlipPaper } from '../../../preload/contract/documents.ts';
import type { QueryContext } from '../../engine/context.ts';
import { inScope, onlyInScope } from '../company/index.ts';
import { addressees, goodsOf, grouped } from './gather.ts';

type Asker = Pick<QueryContext, 'tx' | 'actor'>;

/** Shipments the asker may see. */
const visible = ({ tx, actor }: Asker) =>
  tx.db
    .selectFrom('shipment as s')
    .innerJoin('sales_order as o', 'o.id', 's.order_id')
    .where('s.state', '=', 'shipped')
    .where(onlyInScope(actor.scopes.warehouse, 's.warehouse_id'))
    .where(inScope(actor.scopes.channel, 'o.channel_id'));

/** Parcels that left on a day, by number. */
export async function parcelsOf(ctx: Asker, day: string, warehouseId: string | undefined, limit: number): Promise<string[]> {
  let q = visible(ctx).where('s.shipped_on', '=', day);
  if (warehouseId !== undefined) q = q.where('s.warehouse_id', '=', warehouseId);
  return (await q.select('s.id').orderBy('s.number').limit(limit).execute()).map((s) => s.id);
}

/** What stands on every paper of a parcel. */
async function heads(ctx: Asker, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const rows = await visible(ctx)
    .innerJoin('warehouse as w', 'w.id', 's.warehouse_id')
    .where('s.id', 'in', ids)
    .select(['s.id', 's.number', 's.shipped_on as on', 's.carrier', 's.tracking'])
    .select(['o.number as orderNumber', 'o.external_id as externalId', 'o.party_id', 'w.name as warehouse'])
    .execute();
  const to = await addressees(
    ctx,
    rows.map((r) => r.party_id),
  );
  return rows.map(({ party_id, ...head }) => ({ ...head, shipTo: to(party_id).shipping }));
}

export async function labelPapers(ctx: Asker, ids: readonly string[]): Promise<LabelPaper[]> {
  return (await heads(ctx, ids)).map((head) => ({ kind: 'label', ...head }));
}

export async function slipPapers(ctx: Asker, ids: readonly string[]): Promise<SlipPaper[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.tx.db
    .selectFrom('shipment_line')
    .select(['shipment_id', 'item_id', 'qty'])
    .where('shipment_id', 'in', ids)
    .orderBy('shipment_id')
    .orderBy('line_no')
    .execute();
  const goods = await goodsOf(
    ctx,
    rows.map((r) => r.item_id),
  );
  const lines = grouped(rows, (r) => r.shipment_id);
  return (await heads(ctx, ids)).map((head) => ({
    kind: 'packing-slip',
    ...head,
    lines: (lines.get(head.id) ?? []).flatMap(({ item_id, qty }) => {
      const item = goods.get(item_id);
      return item ? [{ ...item, qty }] : [];
    }),
  }));
}
