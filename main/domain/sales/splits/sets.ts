import type { Insertable } from 'kysely';
import type { DB } from '../../../../db/schema/index.ts';
import { share } from '../../../../preload/contract/values/int.ts';
import type { CommandContext } from '../../../engine/context.ts';
import type { OrderSet } from '../sets.ts';
import type { MovedLine } from './decide.ts';
import type { LineMoved } from './rows.ts';

/** Packs and kits go whole: each set of the first order keeps how many stay, and the new order gets the rest as a set of its own. */
export async function moveSets(
  ctx: CommandContext,
  newOrderId: string,
  sets: readonly OrderSet[],
  moved: readonly MovedLine[],
  lines: readonly LineMoved[],
): Promise<void> {
  const goes = new Map(moved.map((m) => [m.line.id, m]));
  const newLine = new Map(lines.map((l) => [l.orderLineId, l.newLineId]));
  const touched = sets.filter((s) => s.lines.some(({ line }) => goes.has(line.id)));
  if (touched.length === 0) return;
  const rows = await ctx.tx.db
    .selectFrom('sales_order_set')
    .selectAll()
    .where(
      'id',
      'in',
      touched.map((s) => s.id),
    )
    .execute();
  const changed: Partial<Insertable<DB['sales_order_set']>>[] = [];
  const fresh: Insertable<DB['sales_order_set']>[] = [];
  const handed: Partial<Insertable<DB['sales_order_set_line']>>[] = [];
  const added: Insertable<DB['sales_order_set_line']>[] = [];
  for (const set of touched) {
    const row = rows.find((r) => r.id === set.id);
    const [first] = set.lines;
    if (!row || !first) throw new Error(`set ${set.id} vanished`);
    const count = (goes.get(first.line.id)?.qty ?? 0) / first.per;
    const net = set.lines.reduce((sum, { line }) => sum + (goes.get(line.id)?.net ?? 0), 0);
    const tax = set.lines.reduce((sum, { line }) => sum + (goes.get(line.id)?.tax ?? 0), 0);
    if (count === row.qty) {
      changed.push({ id: row.id, order_id: newOrderId });
      handed.push(...set.lines.map(({ line }) => ({ order_line_id: line.id, order_id: newOrderId })));
      continue;
    }
    const discount = share(row.discount, row.qty, count);
    const id = ctx.nextId('sales_order_set');
    fresh.push({ ...row, id, order_id: newOrderId, qty: count, discount, net, tax, total: net + tax });
    changed.push({
      id: row.id,
      qty: row.qty - count,
      discount: row.discount - discount,
      net: row.net - net,
      tax: row.tax - tax,
      total: row.total - net - tax,
    });
    added.push(
      ...set.lines.map(({ line, per }) => ({
        order_line_id: newLine.get(line.id) ?? line.id,
        order_id: newOrderId,
        set_id: id,
        per_set: per,
      })),
    );
  }
  await ctx.tx.updateMany('sales_order_set', ['id'], changed);
  await ctx.tx.insertMany('sales_order_set', fresh);
  await ctx.tx.updateMany('sales_order_set_line', ['order_line_id'], handed);
  await ctx.tx.insertMany('sales_order_set_line', added);
}
