import { sql } from 'kysely';
import { notFound } from '../../../../preload/contract/engine.ts';
import { billOperations } from '../../../../preload/contract/purchasing-bills.ts';
import { billsList } from '../../../../preload/contract/purchasing-lists.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { formatMinor } from '../../../../preload/contract/values/money.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { discountsOf, instalmentsOfItems, shownDiscount } from '../../accounting/index.ts';
import { namesOfIds } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';
import { handleList } from '../../list.ts';
import { startsWith } from '../../list-sql.ts';
import { BILL } from '../model.ts';

const HEAD = [
  'b.id',
  'b.number',
  'b.party_id as partyId',
  'p.name as partyName',
  'b.reference',
  'b.billed_on as billedOn',
  'b.due_on as dueOn',
  'b.net',
  'b.tax',
  'b.total',
  'b.entry_id as entryId',
  'b.revision',
] as const;

/** Bills with what is still to be paid on each. */
const bills = (ctx: QueryContext) =>
  ctx.tx.db
    .selectFrom('supplier_bill as b')
    .innerJoin('party as p', 'p.id', 'b.party_id')
    .leftJoin('supplier_bill_currency as c', 'c.bill_id', 'b.id')
    .leftJoin('account_role as a', (j) => j.on('a.role', '=', 'payable'))
    .leftJoin('open_item as i', (j) => j.onRef('i.account_id', '=', 'a.account_id').onRef('i.item_key', '=', 'b.id'))
    .select(HEAD)
    .select(['c.currency', 'c.net as docNet', 'c.tax as docTax', 'c.total as docTotal', 'c.foreign_nano', 'c.company_nano'])
    .select([sql<number>`coalesce(-i.residual, 0)`.as('open'), sql<number>`coalesce(-i.doc_residual, 0)`.as('docOpen')]);

type BillRow = Awaited<ReturnType<ReturnType<typeof bills>['execute']>>[number];

/** A bill with what the supplier wrote, where that is not in the company's currency. */
function shown<R extends BillRow>({ currency, docNet, docTax, docTotal, docOpen, foreign_nano, company_nano, ...bill }: R) {
  if (currency === null) return { ...bill, written: null, foreign: null };
  const [net, tax, total] = [docNet ?? 0, docTax ?? 0, docTotal ?? 0];
  const rate = { foreign: foreign_nano ?? 1, company: company_nano ?? 1 };
  return { ...bill, written: `${formatMinor(total, currency)} ${currency}`, foreign: { currency, net, tax, total, open: docOpen, rate } };
}

export const billList = handleList(billsList, {
  from: sql`supplier_bill as b`,
  columns: {
    id: 'b.id',
    number: 'b.number',
    reference: 'b.reference',
    billedOn: 'b.billed_on',
    partyId: 'b.party_id',
    net: 'b.net',
    tax: 'b.tax',
    total: 'b.total',
  },
  through: { partyName: (on) => sql`b.party_id in (select n.id from party as n where ${on('n.name')})` },
  search: (text) => sql<boolean>`(${startsWith('b.number', text)} or ${startsWith('b.reference', text)})`,
  labels: { partyId: { table: 'party', name: 'name' } },
  rows: async (ctx, { window, order }) =>
    (await bills(ctx).innerJoin(window.as('w'), 'w.id', 'b.id').orderBy(order).execute()).map((r) => {
      const { foreign: _foreign, ...bill } = shown(r);
      return bill;
    }),
});

const linesOf = async (ctx: QueryContext, billId: string) => {
  const rows = await ctx.tx.db
    .selectFrom('supplier_bill_line as l')
    .leftJoin('purchase_order_line as o', 'o.id', 'l.order_line_id')
    .leftJoin('purchase_order as h', 'h.id', 'o.order_id')
    .leftJoin('item as i', 'i.id', 'o.item_id')
    .leftJoin('supplier_bill_line_currency as c', 'c.bill_line_id', 'l.id')
    .where('l.bill_id', '=', billId)
    .select([
      'l.line_no as lineNo',
      'h.id as orderId',
      'h.number as orderNumber',
      'o.line_no as orderLineNo',
      'i.sku',
      'l.title',
      'l.qty',
      'l.net',
      'l.tax',
      'l.tax_code as taxCode',
      'l.account_role as role',
      'l.matched',
      'l.to_stock as toStock',
      'l.to_sold as toSold',
      'c.net as docNet',
      'c.tax as docTax',
      'c.exchange',
    ])
    .orderBy('l.line_no')
    .execute();
  return rows.map(({ docNet, docTax, exchange, ...line }) => ({
    ...line,
    written: docNet === null ? null : { net: docNet, tax: docTax ?? 0, exchange: exchange ?? 0 },
  }));
};

/** Where the differences of a document went, part by part: onto which stock, or after which issue. */
const partsOf = (ctx: QueryContext, kind: string, id: string) =>
  ctx.tx.db
    .selectFrom('cost_correction as c')
    .innerJoin('item as i', 'i.id', 'c.item_id')
    .leftJoin('valuation_line as v', 'v.id', 'c.adjust_line_id')
    .leftJoin('valuation_area as a', 'a.id', 'v.area_id')
    .leftJoin('valuation_line as x', 'x.id', 'c.out_line_id')
    .where('c.source_id', '=', id)
    .where('c.source_kind', '=', kind)
    .select(['c.source_line as lineNo', 'i.sku', 'a.code as areaCode', 'c.role', 'x.move_id as moveId', 'c.qty', 'c.value'])
    .orderBy('c.id')
    .execute();

/** What the supplier was paid in advance and was applied to a bill. */
const appliedTo = (ctx: QueryContext, billId: string) =>
  ctx.tx.db
    .selectFrom('prepayment_application as a')
    .innerJoin('payment as y', 'y.id', 'a.payment_id')
    .where('a.bill_id', '=', billId)
    .select(['a.id', 'a.payment_id as paymentId', 'y.number', 'a.applied_on as appliedOn', 'a.amount', 'a.entry_id as entryId'])
    .orderBy('a.applied_on')
    .orderBy('a.id')
    .execute();

export const getBill = handleQuery(billOperations.getBill, async (ctx, { billId }) => {
  const head = await bills(ctx).select('b.memo').where('b.id', '=', billId).executeTakeFirst();
  if (!head) throw refuse(notFound, { kind: 'bill', id: billId });
  const discount = shownDiscount((await discountsOf(ctx.tx, [billId])).get(billId), head.open);
  const instalments = (await instalmentsOfItems(ctx.tx, 'payable', [billId])).get(billId) ?? [];
  const holds = await ctx.tx.db
    .selectFrom('payable_hold')
    .select(['kind', 'reason', 'source_id as sourceId', 'held_on as heldOn'])
    .where('item_key', '=', billId)
    .orderBy('kind')
    .execute();
  const named = await namesOfIds(
    ctx.tx,
    holds.map((h) => h.sourceId),
  );
  const why = holds.map((h) => ({ ...h, reason: named(h.sourceId) ?? h.reason }));
  return {
    ...shown(head),
    discount,
    instalments: [...instalments],
    prepayments: await appliedTo(ctx, billId),
    holds: why,
    lines: await linesOf(ctx, billId),
    parts: await partsOf(ctx, BILL, billId),
  };
});
