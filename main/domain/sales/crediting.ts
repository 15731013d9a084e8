import type { Insertable, Selectable } from 'kysely';
import type { DB } from '../../../db/schema/index.ts';
import { notFound } from '../../../preload/contract/engine.ts';
import { Refusal, refuse } from '../../../preload/contract/refusal.ts';
import { creditTooLarge, notAnInvoice } from '../../../preload/contract/sales.ts';
import { share } from '../../../preload/contract/values/int.ts';
import type { CommandContext } from '../../engine/context.ts';
import { type EntryDraft, postEntries, residuals } from '../accounting/index.ts';
import { totalOf } from './amounts.ts';
import type { CreditDraft, Credited, CreditLineDraft, OrderLine } from './model.ts';
import { numbersFor } from './numbers.ts';
import { creditEntry, dimensionsFrom, type RevenuePart } from './posting.ts';
import { decideCredit } from './rules.ts';
import { assertChannel, insertInvoices, lineIn, loadOrders, type OrderBook, orderIn, ordersOfLines, saveOrders } from './store.ts';

/** News of credit notes issued; `data` is `{ creditNoteIds: string[] }`. */
const CREDITED = 'sales.credited';

type InvoiceRow = Pick<Selectable<DB['invoice']>, 'id' | 'kind' | 'order_id' | 'party_id' | 'channel_id' | 'currency' | 'total'>;

/** One line of a credit note being written; amounts positive. */
interface CreditedLine {
  readonly draft: CreditLineDraft;
  readonly line: OrderLine | undefined;
  readonly qty: number;
  readonly net: number;
  readonly tax: number;
  readonly total: number;
  readonly parts: readonly RevenuePart[];
  readonly revenueRole: string;
}

/**
 * Issues credit notes, one journal entry each, all in one posting: Dr revenue, output tax / Cr receivable; with goods
 * also Dr returns clearing / Cr cost of sales at the original cost. `price` leaves quantities alone, `quantity` credits
 * units that do not come back (units invoiced before shipment become uninvoiced again), `goods` units that do.
 *
 * The credit lowers what the invoice still owes; the rest is owed to the customer under the credit note and is paid out by
 * a refund or matched. Refuses more than is invoiced and not credited yet: per order line, or of the whole invoice for
 * lines that name no order line. A credit that names neither invoice nor order (a sale that was never found) has no limit.
 */
export async function creditNotes(ctx: CommandContext, drafts: readonly CreditDraft[]): Promise<Credited[]> {
  if (drafts.length === 0) return [];
  const invoices = await loadInvoices(ctx, drafts);
  const owners = await ordersOfLines(ctx.tx, [...new Set(drafts.flatMap((d) => d.lines.flatMap((l) => l.orderLineId ?? [])))]);
  const book = await loadOrders(ctx.tx, [...owners.values(), ...drafts.flatMap((d) => d.orderId ?? [])]);
  const room = await roomOf(ctx, invoices);
  const open = await residuals(ctx.tx, 'receivable', [...invoices.keys()]);
  const numbers = numbersFor(
    ctx,
    'CN',
    drafts.map((d) => d.on),
  );
  const entries: EntryDraft[] = [];
  const notes = drafts.map((draft) => {
    const invoice = draft.invoiceId === undefined ? undefined : invoices.get(draft.invoiceId);
    const channelId =
      draft.channelId ?? invoice?.channel_id ?? (draft.orderId === undefined ? null : orderIn(ctx, book, draft.orderId).channelId);
    assertChannel(ctx, channelId);
    const lines = draft.lines.map((line) => creditLine(ctx, draft, line, owners, book));
    const total = totalOf(lines);
    if (invoice) takeRoom(room, invoice, total.total);
    else if (draft.orderId !== undefined) assertWithinOrder(ctx, book, draft.orderId, lines);
    const creditNoteId = draft.id ?? ctx.newId('cn');
    const owed = invoice ? (open.get(invoice.id) ?? 0) : 0;
    const onInvoice = Math.max(0, Math.min(owed, total.total));
    if (invoice) open.set(invoice.id, owed - onInvoice);
    const { cogsReversal } = draft;
    entries.push(
      creditEntry({
        creditNoteId,
        partyId: draft.partyId,
        on: draft.on,
        tax: total.tax,
        parts: lines.flatMap((l) => l.parts),
        dimensions: dimensionsFrom(channelId, draft.warehouseId),
        onInvoice: { key: invoice?.id ?? creditNoteId, amount: onInvoice },
        onNote: total.total - onInvoice,
        cost: cogsReversal && { ...cogsReversal, role: cogsReversal.role ?? 'cogs' },
      }),
    );
    const orderId = draft.orderId ?? invoice?.order_id ?? onlyOrder(lines);
    return { draft, creditNoteId, channelId, orderId, lines, total };
  });
  const posted = await postEntries(ctx, entries);
  await write(
    ctx,
    notes,
    posted.map((p) => p?.entryId ?? null),
    numbers,
  );
  await saveOrders(ctx, book);
  await ctx.emit({ name: CREDITED, data: { creditNoteIds: notes.map((n) => n.creditNoteId) } });
  return notes.map(({ creditNoteId, total }, i) => ({
    creditNoteId,
    number: numbers[i] ?? '',
    entryId: posted[i]?.entryId ?? null,
    ...total,
  }));
}

async function loadInvoices(ctx: CommandContext, drafts: readonly CreditDraft[]): Promise<Map<string, InvoiceRow>> {
  const ids = [...new Set(drafts.flatMap((d) => d.invoiceId ?? []))].map((id) => ({ id }));
  if (ids.length === 0) return new Map();
  const rows = await ctx.tx.db
    .selectFrom(ctx.tx.rowset(ids, { id: 'text' }).as('w'))
    .innerJoin('invoice as i', 'i.id', 'w.id')
    .select(['i.id', 'i.kind', 'i.order_id', 'i.party_id', 'i.channel_id', 'i.currency', 'i.total'])
    .execute();
  const found = new Map(rows.map((r) => [r.id, r]));
  for (const { id } of ids) {
    const row = found.get(id);
    if (!row) throw refuse(notFound, { kind: 'invoice', id });
    if (row.kind !== 'invoice') throw refuse(notAnInvoice, { invoiceId: id });
  }
  return found;
}

/** What of each invoice is not credited yet, by the credit notes that name it. */
async function roomOf(ctx: CommandContext, invoices: ReadonlyMap<string, InvoiceRow>): Promise<Map<string, number>> {
  const room = new Map([...invoices.values()].map((i) => [i.id, i.total]));
  if (room.size === 0) return room;
  const notes = await ctx.tx.db
    .selectFrom(
      ctx.tx
        .rowset(
          [...room.keys()].map((id) => ({ id })),
          { id: 'text' },
        )
        .as('w'),
    )
    .innerJoin('invoice as c', 'c.credits_id', 'w.id')
    .select(['w.id', 'c.total'])
    .execute();
  for (const { id, total } of notes) room.set(id, (room.get(id) ?? 0) + total);
  return room;
}

function takeRoom(room: Map<string, number>, invoice: InvoiceRow, asked: number): void {
  const left = room.get(invoice.id) ?? 0;
  if (asked > Math.max(0, left))
    throw refuse(creditTooLarge, { of: 'Invoice', what: 'total', asked, left: Math.max(0, left), currency: invoice.currency });
  room.set(invoice.id, left - asked);
}

/** Lines of a credit that names an order but no invoice and no order line: together within what is left of the order. */
function assertWithinOrder(ctx: CommandContext, book: OrderBook, orderId: string, lines: readonly CreditedLine[]): void {
  const loose = lines.filter((l) => l.line === undefined);
  if (loose.length === 0) return;
  const order = orderIn(ctx, book, orderId);
  const left = order.lines.reduce((sum, l) => sum + l.netInvoiced + l.taxInvoiced - l.netCredited - l.taxCredited, 0);
  const asked = loose.reduce((sum, l) => sum + l.total, 0);
  if (asked > left) throw refuse(creditTooLarge, { of: 'Order', what: 'total', asked, left, currency: order.currency });
}

const onlyOrder = (lines: readonly CreditedLine[]): string | null => {
  const ids = new Set(lines.flatMap((l) => l.line?.orderId ?? []));
  const [id] = ids;
  return ids.size === 1 && id !== undefined ? id : null;
};

function creditLine(
  ctx: CommandContext,
  draft: CreditDraft,
  want: CreditLineDraft,
  owners: ReadonlyMap<number, string>,
  book: OrderBook,
): CreditedLine {
  if (want.orderLineId === undefined) {
    const { net = 0, tax = 0, revenueRole } = want;
    if (revenueRole === undefined) throw new Error('a credit line without an order line names the account role it takes back from');
    return { draft: want, line: undefined, qty: want.qty, net, tax, total: net + tax, parts: [{ role: revenueRole, net }], revenueRole };
  }
  const orderId = draft.orderId ?? owners.get(want.orderLineId) ?? '';
  const order = orderIn(ctx, book, orderId);
  const line = lineIn(book, orderId, want.orderLineId);
  const stated = want.net !== undefined || want.tax !== undefined;
  // Units invoiced before shipment and not shipped: crediting them undoes the invoicing, their revenue is still deferred.
  const undone = draft.kind === 'quantity' && !stated ? undoAhead(line, Math.min(want.qty, line.qtyDeferred)) : { qty: 0, net: 0, tax: 0 };
  const decided = decideCredit(line, { kind: draft.kind, qty: want.qty - undone.qty, net: want.net, tax: want.tax }, order.currency);
  if (decided instanceof Refusal) throw decided;
  line.qtyCredited += decided.qty;
  line.netCredited += decided.net;
  line.taxCredited += decided.tax;
  const net = undone.net + decided.net;
  const tax = undone.tax + decided.tax;
  const parts = [
    { role: 'deferred-revenue', net: undone.net },
    { role: line.revenueRole, net: decided.net },
  ].filter((p) => p.net !== 0);
  return { draft: want, line, qty: want.qty, net, tax, total: net + tax, parts, revenueRole: line.revenueRole };
}

/** Takes `qty` deferred units off the invoiced ones, so that they can be shipped, invoiced or cancelled anew. */
function undoAhead(line: OrderLine, qty: number): { qty: number; net: number; tax: number } {
  if (qty === 0) return { qty: 0, net: 0, tax: 0 };
  const net = share(line.netDeferred, line.qtyDeferred, qty);
  const tax = share(line.taxInvoiced - line.taxCredited, line.qtyInvoiced - line.qtyCredited, qty);
  line.qtyDeferred -= qty;
  line.netDeferred -= net;
  line.qtyInvoiced -= qty;
  line.netInvoiced -= net;
  line.taxInvoiced -= tax;
  return { qty, net, tax };
}

interface Note {
  readonly draft: CreditDraft;
  readonly creditNoteId: string;
  readonly channelId: string | null;
  readonly orderId: string | null;
  readonly lines: readonly CreditedLine[];
  readonly total: { readonly net: number; readonly tax: number; readonly total: number };
}

const minus = (value: number) => -value + 0;

/** Credit notes stand beside invoices with every figure negated, so that any sum over both is what was really sold. */
async function write(
  ctx: CommandContext,
  notes: readonly Note[],
  entryIds: readonly (number | null)[],
  numbers: readonly string[],
): Promise<void> {
  const heads = notes.map(
    ({ draft, creditNoteId, channelId, orderId, total }, i): Insertable<DB['invoice']> => ({
      id: creditNoteId,
      number: numbers[i] ?? '',
      kind: 'credit-note',
      credit_kind: draft.kind,
      order_id: orderId,
      credits_id: draft.invoiceId ?? null,
      shipment_id: null,
      return_id: draft.returnId ?? null,
      party_id: draft.partyId,
      channel_id: channelId,
      issued_on: draft.on,
      currency: ctx.company.currency,
      net: minus(total.net),
      tax: minus(total.tax),
      total: minus(total.total),
      entry_id: entryIds[i] ?? null,
      memo: draft.memo ?? '',
      revision: 1,
    }),
  );
  const lines = notes.flatMap(({ creditNoteId, lines: credited }) =>
    credited.map(
      (l, at): Insertable<DB['invoice_line']> => ({
        id: ctx.nextId('invoice_line'),
        invoice_id: creditNoteId,
        line_no: at + 1,
        order_line_id: l.line?.id ?? null,
        shipment_line_id: null,
        item_id: l.line?.itemId ?? l.draft.itemId ?? null,
        title: l.draft.title ?? l.line?.title ?? '',
        qty: minus(l.qty),
        net: minus(l.net),
        tax: minus(l.tax),
        total: minus(l.total),
        tax_code: l.draft.taxCode ?? l.line?.taxCode ?? null,
        revenue_role: l.revenueRole,
      }),
    ),
  );
  await insertInvoices(ctx, heads, lines);
}
