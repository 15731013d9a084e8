import type { Insertable } from 'kysely';
import type { DB } from '../../../db/schema/index.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import { nothingToInvoice } from '../../../preload/contract/sales.ts';
import { share } from '../../../preload/contract/values/int.ts';
import type { CommandContext } from '../../engine/context.ts';
import { type EarlyDiscount, type EntryDraft, keepDiscounts, postEntries, residuals } from '../accounting/index.ts';
import { openHolds, refuseHeld } from '../inventory/index.ts';
import { nextShare, totalOf, uninvoiced } from './amounts.ts';
import type { InvoiceDraft, Invoiced, Order, OrderLine } from './model.ts';
import { ORDER } from './model.ts';
import { numbersFor } from './numbers.ts';
import { paymentTerms } from './payment-terms.ts';
import { type Dimensions, dimensionsFrom, earnedEntry, invoiceEntry, type RevenuePart, waitsForGoods } from './posting.ts';
import { decideInvoice, decideShip } from './rules.ts';
import { assertWholeSets, loadSets } from './sets.ts';
import { insertInvoices, lineIn, loadOrders, type OrderBook, openOrderIn, saveOrders } from './store.ts';

/** News of invoices issued; `data` is `{ invoiceIds: string[] }`. */
const INVOICED = 'sales.invoiced';

/** One line of an invoice being written. */
interface Billed {
  readonly line: OrderLine;
  readonly shipmentLineId: number | null;
  readonly qty: number;
  readonly net: number;
  readonly tax: number;
  readonly total: number;
}

interface Plan {
  readonly draft: InvoiceDraft;
  readonly order: Order;
  readonly billed: readonly Billed[];
  /** Revenue invoiced before shipment that these goods earn. */
  readonly earned: readonly RevenuePart[];
}

/** The next `qty` of a line goes on an invoice: raises its counters and returns what is billed. */
function bill(line: OrderLine, qty: number, shipmentLineId: number | null): Billed {
  const no = decideInvoice(line, qty);
  if (no) throw no;
  const amounts = nextShare(line, qty);
  line.qtyInvoiced += qty;
  line.netInvoiced += amounts.net;
  line.taxInvoiced += amounts.tax;
  return { line, shipmentLineId, qty, ...amounts };
}

const wantsGoods = (order: Order): boolean => order.lines.some((l) => l.kind === 'item' && l.qtyCancelled < l.qty);
/** Whether the revenue of a line invoiced now is earned only when goods of its order leave. */
const waits = (order: Order, line: OrderLine): boolean => wantsGoods(order) && waitsForGoods(line.kind, line.revenueRole);

/** Revenue deferred on a line for `qty` units, taken off it; the last unit takes the remainder. */
function earn(line: OrderLine, qty: number): RevenuePart {
  const net = share(line.netDeferred, line.qtyDeferred, qty);
  line.qtyDeferred -= qty;
  line.netDeferred -= net;
  return { role: line.revenueRole, net };
}

function planOne(draft: InvoiceDraft, order: Order, book: OrderBook, countShipped: boolean): Plan {
  const billed: Billed[] = [];
  const earned: RevenuePart[] = [];
  for (const { orderLineId, qty, shipmentLineId } of draft.lines) {
    const line = lineIn(book, order.id, orderLineId);
    if (countShipped) {
      const no = decideShip(line, qty);
      if (no) throw no;
      line.qtyShipped += qty;
    }
    const before = Math.min(qty, line.qtyDeferred);
    if (before > 0) earned.push(earn(line, before));
    if (qty > before) billed.push(bill(line, qty - before, shipmentLineId ?? null));
  }
  for (const line of order.lines) {
    if (line.kind !== 'charge') continue;
    if (line.qtyDeferred > 0) earned.push(earn(line, line.qtyDeferred));
    if (draft.includeCharges !== false && uninvoiced(line) > 0) billed.push(bill(line, uninvoiced(line), null));
  }
  return { draft, order, billed, earned };
}

/**
 * Invoices what left, one invoice per draft and one journal entry each, all in one posting. A line's amount is its share
 * by quantity of what was ordered (the last takes the remainder), never computed again; charges go on the first invoice
 * of the order. What was captured before is applied from the deposit, what the channel captures at shipment goes to its
 * clearing. Goods invoiced before shipment earn their deferred revenue instead. Emits `sales.invoiced`.
 *
 * With `ship`, the quantities are counted as shipped too. Orders become completed when nothing is left. Refuses orders that are closed or on a blocking hold, and more than was ordered.
 */
export async function invoiceShipments(
  ctx: CommandContext,
  drafts: readonly InvoiceDraft[],
  options: { readonly ship?: boolean } = {},
): Promise<Invoiced[]> {
  if (drafts.length === 0) return [];
  const book = await loadOrders(
    ctx.tx,
    drafts.map((d) => d.orderId),
  );
  const holds = await openHolds(ctx.tx, ORDER, book.orders.keys());
  refuseHeld(ctx, [...holds.values()].flat());
  const plans = drafts.map((draft) => planOne(draft, openOrderIn(ctx, book, draft.orderId), book, options.ship === true));
  const invoiced = await issue(ctx, plans, false);
  await saveOrders(ctx, book);
  await announce(ctx, invoiced);
  return invoiced;
}

/**
 * Invoices before shipment: everything not invoiced yet, or the quantities given. Revenue that waits for goods goes to
 * deferred revenue, tax is due now. Refuses when nothing is left to invoice.
 */
export async function invoiceAhead(
  ctx: CommandContext,
  input: {
    readonly orderId: string;
    readonly invoiceId?: string | undefined;
    readonly on: string;
    readonly lines?: readonly { orderLineId: number; qty: number }[] | undefined;
  },
): Promise<Invoiced> {
  const book = await loadOrders(ctx.tx, [input.orderId]);
  const order = openOrderIn(ctx, book, input.orderId);
  refuseHeld(ctx, [...(await openHolds(ctx.tx, ORDER, [order.id])).values()].flat());
  const named = input.lines?.map((l) => ({ line: lineIn(book, order.id, l.orderLineId), qty: l.qty }));
  if (named) assertWholeSets(order, await loadSets(ctx, order), named);
  const wanted = named ?? order.lines.map((line) => ({ line, qty: uninvoiced(line) }));
  const billed = wanted.filter((w) => w.qty > 0).map(({ line, qty }) => bill(line, qty, null));
  if (billed.length === 0) throw refuse(nothingToInvoice, { orderId: order.id });
  for (const { line, qty, net } of billed) {
    if (!waits(order, line)) continue;
    line.qtyDeferred += qty;
    line.netDeferred += net;
  }
  const draft: InvoiceDraft = { invoiceId: input.invoiceId, orderId: order.id, on: input.on, lines: [] };
  const [invoiced] = await issue(ctx, [{ draft, order, billed, earned: [] }], true);
  await saveOrders(ctx, book);
  if (!invoiced) throw new Error('one plan makes one invoice');
  await announce(ctx, [invoiced]);
  return invoiced;
}

const dimensionsOf = ({ order, draft }: Plan): Dimensions => dimensionsFrom(order.channelId, draft.warehouseId);

/**
 * Charges of an order that were invoiced before shipment while all its goods were cancelled since: no goods will leave with them,
 * so what the customer was not given back is earned now (Dr deferred revenue / Cr the charge's revenue).
 */
export async function earnIdleCharges(ctx: CommandContext, order: Order, on: string): Promise<void> {
  if (wantsGoods(order)) return;
  const parts = order.lines.filter((l) => l.kind === 'charge' && l.qtyDeferred > 0).map((l) => earn(l, l.qtyDeferred));
  if (parts.length === 0) return;
  const dimensions = dimensionsFrom(order.channelId, undefined);
  await postEntries(ctx, [earnedEntry({ sourceId: order.id, on, parts, dimensions, cost: [] })]);
}

/** Posts and writes the invoices of plans, and the entries that earn deferred revenue. */
async function issue(ctx: CommandContext, plans: readonly Plan[], ahead: boolean): Promise<Invoiced[]> {
  const deposits = await residuals(ctx.tx, 'customer-deposits', [...new Set(plans.map((p) => p.order.id))]);
  const withInvoice = plans.filter((p) => p.billed.length > 0);
  const numbers = numbersFor(
    ctx,
    'INV',
    withInvoice.map((p) => p.draft.on),
  );
  const owed = await paymentTerms(
    ctx,
    withInvoice.map((p) => p.order),
  );
  const entries: EntryDraft[] = [];
  const discounts: EarlyDiscount[] = [];
  const written = withInvoice.map((plan, i) => {
    const { draft, order, billed } = plan;
    const invoiceId = draft.invoiceId ?? ctx.newId('inv');
    const total = totalOf(billed);
    const deposit = -(deposits.get(order.id) ?? 0);
    const fromDeposit = Math.max(0, Math.min(deposit, total.total));
    if (fromDeposit > 0) deposits.set(order.id, -(deposit - fromDeposit));
    const { due, discount } = owed(order, draft.on, total.total);
    if (discount) discounts.push({ itemKey: invoiceId, ...discount, ofTotal: total.total, ofTax: total.tax });
    const captured = order.payment === 'at-shipment' && !ahead ? total.total - fromDeposit : 0;
    entries.push(
      invoiceEntry({
        invoiceId,
        orderId: order.id,
        partyId: order.partyId,
        on: draft.on,
        due,
        total: total.total,
        tax: total.tax,
        parts: billed.map((b) => ({
          role: ahead && waits(order, b.line) ? 'deferred-revenue' : b.line.revenueRole,
          net: b.net,
        })),
        dimensions: dimensionsOf(plan),
        fromDeposit,
        captured,
        moneyKey: order.moneyKey,
        cost: draft.cost ?? [],
      }),
    );
    return { plan, invoiceId, number: numbers[i] ?? '', total, settled: fromDeposit + captured };
  });
  for (const plan of plans)
    if (plan.earned.length > 0)
      entries.push(
        earnedEntry({
          sourceId: plan.order.id,
          on: plan.draft.on,
          parts: plan.earned,
          dimensions: dimensionsOf(plan),
          cost: plan.billed.length > 0 ? [] : (plan.draft.cost ?? []),
        }),
      );
  const posted = await postEntries(ctx, entries);
  await keepDiscounts(ctx, discounts);
  const heads: Insertable<DB['invoice']>[] = [];
  const lines: Insertable<DB['invoice_line']>[] = [];
  const done = new Map<Plan, Invoiced>();
  written.forEach(({ plan, invoiceId, number, total, settled }, i) => {
    const { draft, order, billed } = plan;
    const entryId = posted[i]?.entryId ?? null;
    heads.push({
      id: invoiceId,
      number,
      kind: 'invoice',
      credit_kind: null,
      order_id: order.id,
      credits_id: null,
      shipment_id: draft.shipmentId ?? null,
      return_id: null,
      party_id: order.partyId,
      channel_id: order.channelId,
      issued_on: draft.on,
      currency: order.currency,
      ...total,
      entry_id: entryId,
      memo: '',
      revision: 1,
    });
    billed.forEach((b, at) => {
      lines.push({
        id: ctx.nextId('invoice_line'),
        invoice_id: invoiceId,
        line_no: at + 1,
        order_line_id: b.line.id,
        shipment_line_id: b.shipmentLineId,
        item_id: b.line.itemId,
        title: b.line.title,
        qty: b.qty,
        net: b.net,
        tax: b.tax,
        total: b.total,
        tax_code: b.line.taxCode,
        revenue_role: b.line.revenueRole,
      });
    });
    done.set(plan, { invoiceId, number, entryId, ...total, settled });
  });
  await insertInvoices(ctx, heads, lines);
  return plans.map((plan) => done.get(plan) ?? { invoiceId: null, number: null, entryId: null, net: 0, tax: 0, total: 0, settled: 0 });
}

async function announce(ctx: CommandContext, invoiced: readonly Invoiced[]): Promise<void> {
  const invoiceIds = invoiced.flatMap((i) => (i.invoiceId === null ? [] : [i.invoiceId]));
  if (invoiceIds.length > 0) await ctx.emit({ name: INVOICED, data: { invoiceIds } });
}
