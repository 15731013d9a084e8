import { Refusal } from '../../../preload/contract/refusal.ts';
import { addDays } from '../../../preload/contract/values/day.ts';
import { SYSTEM } from '../../engine/engine.ts';
import { LOCKS, partOf } from './auditor.ts';
import { detailOf, openOrders, uninvoicedOf } from './sale-events.ts';
import type { Article, SimShop, Warehouse } from './shop.ts';

/** What the office does in a day: areas of the books are closed and opened again, papers come in late, invoices go out early. */

const MICROS_PER_MINOR = 10_000;
const MOST_DAYS_BACK = 4;
const PERIOD_LOCKED = 'accounting.periodLocked';
const NEVER_BACK = 'accounting.lockNeverBack';
const BY_TWO = 'accounting.reopenByTwo';

/** Closes an area through a day that is over. One person moves no lock back; two open the days again, unless the final lock holds them. */
export async function lock(shop: SimShop): Promise<void> {
  const { chance, auditor, sender } = shop;
  const kind = chance.oneOf(LOCKS) ?? 'all';
  const through = addDays(shop.today, -chance.between(1, MOST_DAYS_BACK));
  const { rows } = await sender.ask<{ rows: { kind: string; through: string | null; revision: number }[] }>('accounting.listLocks', {});
  for (const row of rows)
    if (row.through !== (auditor.locks.get(row.kind) ?? null))
      sender.differences.push(`lock ${row.kind}: company ${row.through}, auditor ${auditor.locks.get(row.kind) ?? null}`);
  const revision = rows.find((r) => r.kind === kind)?.revision ?? 0;
  const outcome = await sender.send('accounting.setLock', { kind, through }, [{ id: `posting_lock/${kind}`, revision }]);
  const back = through < (auditor.locks.get(kind) ?? '');
  if (back ? outcome.ok || outcome.code !== (kind === 'hard' ? NEVER_BACK : BY_TWO) : !outcome.ok)
    sender.differences.push(`lock ${kind} through ${through}: the auditor expected it to be ${back ? 'refused' : 'set'}`);
  if (outcome.ok) auditor.locks.set(kind, through);
  if (
    back &&
    kind !== 'hard' &&
    through >= (auditor.locks.get('hard') ?? '') &&
    (await reopenByTwo(shop, kind, addDays(through, 1), revision))
  )
    auditor.locks.set(kind, through);
}

/** Days are asked to be opened again, which always waits, and the owner agrees. */
async function reopenByTwo({ sender }: SimShop, kind: string, from: string, revision: number): Promise<boolean> {
  const { engine } = sender;
  const { rows } = await sender.ask<{ rows: { id: string; login: string }[] }>('company.listUsers', {});
  const owner = await engine.actorNow(rows.find((u) => u.login === 'owner')?.id ?? '', 'sim');
  const asked = { operation: 'accounting.reopenPeriod', input: { kind, from, reason: 'Papers came late' }, actor: SYSTEM };
  const commandId = `sim-reopen-${kind}-${revision}`;
  const refused: unknown = await engine
    .dispatch({ ...asked, commandId, expect: [{ id: `posting_lock/${kind}`, revision }] })
    .catch((error: unknown) => error);
  if (!owner || !(refused instanceof Refusal) || refused.code !== 'engine.needsApproval') {
    sender.differences.push(`lock ${kind}: one person could open days again, or nobody could ask for it`);
    return false;
  }
  const { requestId } = refused.params as { requestId: string };
  await engine.dispatch({ operation: 'company.approve', input: { requestId }, actor: owner, commandId: `${commandId}-agreed` });
  sender.count('days opened again');
  return true;
}

/** Goods whose paper says an earlier day: taken in where stock is still open on it, refused where it is not. */
export async function receiveLate(shop: SimShop): Promise<void> {
  const { chance, auditor, sender } = shop;
  const warehouse = chance.oneOf(shop.warehouses) as Warehouse;
  const article = chance.oneOf(shop.articles) as Article;
  const on = addDays(shop.today, -chance.between(0, MOST_DAYS_BACK));
  const qty = chance.between(1, 12);
  const outcome = await sender.send('inventory.receiveStock', {
    warehouseId: warehouse.id,
    on,
    lines: [{ itemId: article.id, qty, unitCostMicros: article.cost * MICROS_PER_MINOR }],
  });
  // A receipt moves stock and owes the supplier.
  const closed = auditor.isClosed('stock', on) || auditor.isClosed('purchases', on);
  if (closed ? outcome.ok || outcome.code !== PERIOD_LOCKED : !outcome.ok && outcome.code === PERIOD_LOCKED)
    sender.differences.push(`receipt of ${on}: stock is ${closed ? 'closed' : 'open'} for the auditor, the company says otherwise`);
  if (outcome.ok) auditor.cameIn(warehouse.stockId, article.id, qty);
  else if (closed) sender.count('closed days respected');
}

/** An invoice before anything leaves: all that is not invoiced yet, or some units of a line. */
export async function invoiceAhead(shop: SimShop): Promise<void> {
  const { chance, sender } = shop;
  const order = chance.oneOf(openOrders(shop).filter((o) => o.lines.some((l) => uninvoicedOf(l) > 0)));
  if (!order) return;
  const open = order.lines.filter((l) => uninvoicedOf(l) > 0);
  const all = chance.percent(50);
  const parts = all
    ? open.map((line) => ({ line, qty: uninvoicedOf(line) }))
    : chance.someOf(open, 1).map((line) => ({ line, qty: chance.between(1, uninvoicedOf(line)) }));
  const lines = all ? {} : { lines: parts.map(({ line, qty }) => ({ orderLineId: line.lineId, qty })) };
  const { revision } = await detailOf(shop, order.id);
  const outcome = await sender.send<{ total: number }>('sales.issueInvoice', { orderId: order.id, ...lines }, [{ id: order.id, revision }]);
  if (!outcome.ok) return;
  const withCharges = all && order.charges.state === 'open' ? order.charges.total : 0;
  const { amount: goods, slack } = partOf(parts);
  const amount = goods + withCharges;
  if (Math.abs(outcome.output.total - amount) > slack)
    sender.differences.push(`invoice ahead of ${order.id}: company ${outcome.output.total}, auditor ${amount} (give or take ${slack})`);
  if (withCharges > 0) order.charges.state = 'ahead';
  order.ahead += outcome.output.total;
  for (const { line, qty } of parts) line.deferred += qty;
}
