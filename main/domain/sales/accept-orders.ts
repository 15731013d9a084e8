import type { Insertable } from 'kysely';
import { setStatement } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import { alreadyExists, notFound } from '../../../preload/contract/engine.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import { foreignCurrency } from '../../../preload/contract/sales.ts';
import type { CommandContext } from '../../engine/context.ts';
import { recordPayments } from '../accounting/index.ts';
import { type ItemFacts, itemsBySku, loadItems } from '../catalog/index.ts';
import { policy } from '../company/index.ts';
import { placeHolds } from '../inventory/index.ts';
import { amountsOf, type PricedLine, totalOf } from './amounts.ts';
import { checkRow, draftedSubject, type OrderedGoods, orderedGoods } from './holds/drafted.ts';
import type { Goods, RuleSubject } from './holds/model.ts';
import { dueAt, wishesFor } from './holds/place.ts';
import type { AcceptedOrder, Amounts, OrderDraft, OrderLineDraft } from './model.ts';
import { ORDER, UNTOUCHED_LINE } from './model.ts';
import { numbersFor } from './numbers.ts';
import { memberLines, planSets, setRow } from './sets.ts';
import { assertChannel, insertOrders } from './store.ts';

/** News of orders taken in; `data` is `{ orderIds: string[] }`. */
export const ORDER_ACCEPTED = 'sales.orderAccepted';

/**
 * Takes in orders, set-based: about ten statements however many there are, besides the rows themselves. Amounts a channel
 * states are kept to the cent, the others computed once and frozen with their rounding mode; the rules are tested and
 * their holds placed; money captured already becomes a deposit (Dr clearing / Cr customer deposits).
 *
 * Refuses an order that is here already, an unknown item or tax code, and a currency other than the company's. Returns
 * the orders in the order given. Emits `sales.orderAccepted`.
 */
export async function createOrders(ctx: CommandContext, drafts: readonly OrderDraft[]): Promise<AcceptedOrder[]> {
  if (drafts.length === 0) return [];
  for (const d of drafts) {
    if (d.currency !== ctx.company.currency) throw refuse(foreignCurrency, { currency: d.currency, company: ctx.company.currency });
    assertChannel(ctx, d.channelId ?? null);
  }
  await assertNew(ctx, drafts);
  const items = await itemsOf(ctx, drafts);
  const sets = await planSets(ctx, new Map(drafts.flatMap((d) => d.lines.filter(isItem).map((line) => [line, itemOf(line, items)]))));
  const rates = await ratesOf(ctx, drafts);
  const numbers = numbersFor(
    ctx,
    'SO',
    drafts.map((d) => d.orderedOn),
  );
  const rounding = policy(ctx, 'taxRounding');
  const heads: Insertable<DB['sales_order']>[] = [];
  const lines: Insertable<DB['sales_order_line']>[] = [];
  const setRows: Insertable<DB['sales_order_set']>[] = [];
  const setLines: Insertable<DB['sales_order_set_line']>[] = [];
  const checks: Insertable<DB['sales_order_check']>[] = [];
  const prices: Insertable<DB['sales_order_line_price']>[] = [];
  const made: { readonly subject: RuleSubject; readonly number: string; readonly lineIds: readonly number[]; readonly total: Amounts }[] =
    [];
  drafts.forEach((draft, i) => {
    const orderId = draft.id ?? ctx.newId('so');
    const priced = draft.lines.map((line) => pricedLine(line, items, rates, sets.has(line)));
    const amounts = amountsOf(priced, { currency: draft.currency, rounding, pricesIncludeTax: draft.pricesIncludeTax === true });
    const total = totalOf(amounts);
    const rows: Insertable<DB['sales_order_line']>[] = [];
    const goods: Goods[] = [];
    const ordered: OrderedGoods[] = [];
    const add = (line: OrderLineDraft, ppm: number, own: Amounts, item: ItemFacts | undefined) => {
      const row = lineRow(ctx, orderId, rows.length + 1, line, ppm, own, item);
      rows.push(row);
      if (item) goods.push({ itemId: item.id, sku: item.sku, categoryId: item.categoryId, qty: line.qty, net: own.net });
      return row;
    };
    draft.lines.forEach((line, at) => {
      const own = amounts[at];
      const taxRatePpm = priced[at]?.taxRatePpm ?? 0;
      const set = sets.get(line);
      if (!own) throw new Error(`line ${at + 1} of an order has no amounts`);
      ordered.push(orderedGoods(line, isItem(line) ? itemOf(line, items) : undefined, set));
      const first = rows.length;
      if (!set) add(line, taxRatePpm, own, isItem(line) ? itemOf(line, items) : undefined);
      else {
        const setId = ctx.nextId('sales_order_set');
        setRows.push(setRow(setId, orderId, line, set, own));
        for (const part of memberLines(line, set, own)) {
          const row = add(part.draft, taxRatePpm, part.amounts, part.item);
          setLines.push({ order_line_id: row.id, order_id: orderId, set_id: setId, per_set: part.per });
        }
      }
      if (line.priceFrom) {
        const { basis, priceListId: price_list_id } = line.priceFrom;
        prices.push(...rows.slice(first).map((r) => ({ order_line_id: r.id, order_id: orderId, basis, price_list_id })));
      }
    });
    const subject = draftedSubject(draft, orderId, total, amounts, goods, ordered);
    heads.push(headRow(draft, orderId, numbers[i] ?? '', rounding, total));
    lines.push(...rows);
    if (draft.shipTo || draft.risk) checks.push(checkRow(draft, subject));
    made.push({ subject, number: numbers[i] ?? '', lineIds: rows.map((r) => r.id), total });
  });
  const found = await wishesFor(
    ctx,
    made.map((m) => m.subject),
  );
  const wishes = drafts.map((draft, i) => [...(draft.holds ?? []), ...(found[i] ?? [])]);
  const accepted = made.map(
    ({ subject: { orderId }, number, lineIds, total }, i): AcceptedOrder => ({
      orderId,
      number,
      lineIds,
      ...total,
      holds: wishes[i]?.map((w) => w.code) ?? [],
      blocked: wishes[i]?.some((w) => w.severity === 'block') ?? false,
    }),
  );
  await insertOrders(ctx, heads, lines, setRows, setLines, checks, prices);
  await placeHolds(
    ctx,
    made.flatMap(({ subject: { orderId } }, i) =>
      (wishes[i] ?? []).map(({ slaHours, ...wish }) => ({
        subjectKind: ORDER,
        subjectId: orderId,
        ...wish,
        dueAt: dueAt(ctx.now, slaHours),
      })),
    ),
  );
  await recordCaptured(ctx, drafts, accepted);
  await ctx.emit({ name: ORDER_ACCEPTED, data: { orderIds: accepted.map((a) => a.orderId) } });
  return accepted;
}

const ordersByExternalId = setStatement<DB>()({ channel_id: 'text', external_id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .innerJoin('sales_order as o', (j) => j.onRef('o.channel_id', '=', 'w.channel_id').onRef('o.external_id', '=', 'w.external_id'))
    .select('w.external_id')
    .limit(1),
);
const ordersById = setStatement<DB>()({ id: 'text' }, (db, w) =>
  db.selectFrom(w).innerJoin('sales_order as o', 'o.id', 'w.id').select('o.id').limit(1),
);

/** The database would refuse the second one too; here the asker learns which. */
async function assertNew(ctx: CommandContext, drafts: readonly OrderDraft[]): Promise<void> {
  const seen = new Set<string>();
  const wanted: { channel_id: string; external_id: string }[] = [];
  const ids: { id: string }[] = [];
  for (const { id, channelId, externalId } of drafts) {
    const key = channelId === undefined || externalId === undefined ? undefined : `${channelId}|${externalId}`;
    const twice = (id !== undefined && seen.has(id)) || (key !== undefined && seen.has(key));
    if (twice) throw refuse(alreadyExists, { kind: 'Order', id: externalId ?? id ?? '' });
    if (id !== undefined) {
      seen.add(id);
      ids.push({ id });
    }
    if (key !== undefined && channelId !== undefined && externalId !== undefined) {
      seen.add(key);
      wanted.push({ channel_id: channelId, external_id: externalId });
    }
  }
  const [byChannel] = await ctx.tx.runFor(ordersByExternalId, wanted);
  if (byChannel) throw refuse(alreadyExists, { kind: 'Order', id: byChannel.external_id });
  const [byId] = await ctx.tx.runFor(ordersById, ids);
  if (byId) throw refuse(alreadyExists, { kind: 'Order', id: byId.id });
}

/**
 * What a draft comes to, line by line, as it would as an order taken now under the rounding of the company; writes nothing. Refuses an
 * unknown item, pack or tax code.
 */
export async function amountsOfDraft(ctx: CommandContext, draft: OrderDraft) {
  const items = await itemsOf(ctx, [draft]);
  const found = draft.lines.map((line) => (isItem(line) ? itemOf(line, items) : undefined));
  const sets = await planSets(ctx, new Map(draft.lines.flatMap((line, i) => (found[i] ? [[line, found[i]] as const] : []))));
  const rates = await ratesOf(ctx, [draft]);
  const priced = draft.lines.map((line) => pricedLine(line, items, rates, sets.has(line)));
  const pricing = { currency: draft.currency, rounding: policy(ctx, 'taxRounding'), pricesIncludeTax: draft.pricesIncludeTax === true };
  const amounts = amountsOf(priced, pricing);
  return draft.lines.map((line, i) => {
    const own = amounts[i];
    if (!own) throw new Error(`line ${i + 1} has no amounts`);
    return { line, item: found[i], taxRatePpm: priced[i]?.taxRatePpm ?? 0, amounts: own };
  });
}

interface KnownItems {
  readonly byId: ReadonlyMap<string, ItemFacts>;
  readonly bySku: ReadonlyMap<string, ItemFacts>;
}

const isItem = (line: OrderLineDraft) => line.kind !== 'charge';

async function itemsOf(ctx: CommandContext, drafts: readonly OrderDraft[]): Promise<KnownItems> {
  const ids = new Set<string>();
  const skus = new Set<string>();
  for (const { lines } of drafts)
    for (const line of lines) {
      if (!isItem(line)) continue;
      if (line.itemId === undefined) skus.add(line.sku);
      else ids.add(line.itemId);
    }
  return { byId: await loadItems(ctx, ids), bySku: await itemsBySku(ctx, skus) };
}

function itemOf(line: OrderLineDraft, items: KnownItems): ItemFacts {
  const found = line.itemId === undefined ? items.bySku.get(line.sku) : items.byId.get(line.itemId);
  if (!found) throw refuse(notFound, { kind: 'item', id: line.itemId ?? line.sku });
  return found;
}

/** Rates by tax code, millionths. */
async function ratesOf(ctx: CommandContext, drafts: readonly OrderDraft[]): Promise<ReadonlyMap<string, number>> {
  const codes = new Set<string>();
  for (const { lines } of drafts) for (const { taxCode } of lines) if (taxCode !== undefined) codes.add(taxCode);
  if (codes.size === 0) return new Map();
  const rows = await ctx.tx.db
    .selectFrom('tax_code')
    .select(['code', 'rate_ppm'])
    .where('code', 'in', [...codes])
    .execute();
  const rates = new Map(rows.map((r) => [r.code, r.rate_ppm]));
  for (const code of codes) if (!rates.has(code)) throw refuse(notFound, { kind: 'tax code', id: code });
  return rates;
}

function pricedLine(line: OrderLineDraft, items: KnownItems, rates: ReadonlyMap<string, number>, bySet: boolean): PricedLine {
  const { qty, unitPriceMicros, discount, discountPpm, taxCode, amounts } = line;
  // Sets are counted and priced one by one, whatever unit their goods are kept in.
  const stepsPerUnit = isItem(line) && !bySet ? itemOf(line, items).stepsPerUnit : 1;
  return {
    qty,
    unitPriceMicros,
    discount,
    discountPpm,
    taxCode,
    amounts,
    taxRatePpm: taxCode === undefined ? 0 : (rates.get(taxCode) ?? 0),
    stepsPerUnit,
  };
}

function headRow(
  draft: OrderDraft,
  id: string,
  number: string,
  rounding: 'line' | 'document',
  total: Amounts,
): Insertable<DB['sales_order']> {
  return {
    id,
    number,
    channel_id: draft.channelId ?? null,
    external_id: draft.externalId ?? null,
    party_id: draft.partyId,
    state: 'open',
    payment: draft.payment ?? 'on-account',
    ordered_at: draft.orderedAt,
    ordered_on: draft.orderedOn,
    promised_on: draft.promisedOn ?? null,
    currency: draft.currency,
    country: draft.country,
    price_includes_tax: draft.pricesIncludeTax === true ? 1 : 0,
    tax_rounding: rounding,
    amounts: draft.lines.some((l) => l.amounts !== undefined) ? 'received' : 'computed',
    ...total,
    cancel_reason: null,
    revision: 1,
  };
}

function lineRow(
  ctx: CommandContext,
  orderId: string,
  lineNo: number,
  line: OrderLineDraft,
  taxRatePpm: number,
  amounts: Amounts,
  item: ItemFacts | undefined,
): Insertable<DB['sales_order_line']> {
  const revenue_role = line.revenueRole ?? item?.revenueRole;
  if (revenue_role === undefined) throw new Error(`line ${lineNo} of an order has no account role`);
  return {
    id: ctx.nextId('sales_order_line'),
    order_id: orderId,
    line_no: lineNo,
    kind: item ? 'item' : 'charge',
    item_id: item?.id ?? null,
    sku: item?.sku ?? line.sku,
    title: line.title ?? item?.title ?? line.sku,
    qty: line.qty,
    unit_price_micros: line.unitPriceMicros,
    discount: line.discount ?? 0,
    discount_ppm: line.discountPpm ?? 0,
    net: amounts.net,
    tax: amounts.tax,
    total: amounts.total,
    tax_code: line.taxCode ?? null,
    tax_rate_ppm: taxRatePpm,
    revenue_role,
    ...UNTOUCHED_LINE,
  };
}

async function recordCaptured(ctx: CommandContext, drafts: readonly OrderDraft[], accepted: readonly AcceptedOrder[]): Promise<void> {
  await recordPayments(
    ctx,
    drafts.flatMap((d, i) => {
      const order = accepted[i];
      if (!d.captured || !order) return [];
      const { on, amount, externalId } = d.captured;
      return [
        {
          kind: 'capture' as const,
          on,
          amount,
          via: 'clearing' as const,
          parts: [{ role: 'customer-deposits', itemKey: order.orderId, amount, opens: true }],
          partyId: d.partyId,
          orderId: order.orderId,
          ...(d.channelId === undefined ? {} : { channelId: d.channelId }),
          ...(externalId === undefined ? {} : { externalId }),
        },
      ];
    }),
  );
}
