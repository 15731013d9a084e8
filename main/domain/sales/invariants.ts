import { sql } from 'kysely';
import { setStatement } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import type { CommitCheck, DoctorCheck } from '../../engine/context.ts';
import { type SqlFinding, sqlCheck } from '../sql-check.ts';

/** Everything this room proves: at the end of every command for what it touched, and by the doctor for the whole file. */

const rowsOf = (keys: ReadonlySet<string> | undefined) => [...(keys ?? [])].map((id) => ({ id }));

const orderSums = setStatement<DB>()({ id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .innerJoin('sales_order as o', 'o.id', 'w.id')
    .innerJoin('sales_order_line as l', 'l.order_id', 'w.id')
    .groupBy(['o.id', 'o.state', 'o.net', 'o.tax', 'o.total'])
    .select([
      'o.id',
      'o.state',
      sql<number>`cast(sum(l.net) - o.net as bigint)`.as('net'),
      sql<number>`cast(sum(l.tax) - o.tax as bigint)`.as('tax'),
      sql<number>`cast(sum(l.total) - o.total as bigint)`.as('total'),
      sql<number>`cast(sum(case when l.qty_cancelled < l.qty then 1 else 0 end) as bigint)`.as('wanted'),
      sql<number>`cast(sum(case when l.qty_invoiced + l.qty_cancelled < l.qty or (l.kind = 'item' and l.qty_shipped + l.qty_cancelled < l.qty) then 1 else 0 end) as bigint)`.as(
        'undone',
      ),
    ]),
);

/** The header is the sum of the lines, and the state is the one that follows from them. */
const orders: CommitCheck = {
  name: 'sales.orders',
  tables: ['sales_order', 'sales_order_line'],
  async run(ctx, { records }) {
    const ids = rowsOf(records.get('sales_order'));
    if (ids.length === 0) return [];
    const rows = await ctx.tx.runFor(orderSums, ids);
    const wrong: string[] = [];
    if (rows.length < ids.length) wrong.push('an order has no lines');
    for (const r of rows) {
      if (r.net !== 0 || r.tax !== 0 || r.total !== 0)
        wrong.push(`sales_order ${r.id}: lines differ from the header by ${r.net} net, ${r.tax} tax`);
      const follows = r.wanted === 0 ? 'cancelled' : r.undone === 0 ? 'completed' : 'open';
      if (follows !== r.state) wrong.push(`sales_order ${r.id}: is ${r.state}, its lines say ${follows}`);
    }
    return wrong;
  },
};

const invoiceSums = setStatement<DB>()({ id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .innerJoin('invoice as i', 'i.id', 'w.id')
    .leftJoin('invoice_line as l', 'l.invoice_id', 'w.id')
    .groupBy(['i.id', 'i.net', 'i.tax', 'i.total'])
    .select([
      'i.id',
      sql<number>`cast(coalesce(sum(l.net), 0) - i.net as bigint)`.as('net'),
      sql<number>`cast(coalesce(sum(l.tax), 0) - i.tax as bigint)`.as('tax'),
      sql<number>`cast(coalesce(sum(l.total), 0) - i.total as bigint)`.as('total'),
    ]),
);

const invoices: CommitCheck = {
  name: 'sales.invoices',
  tables: ['invoice', 'invoice_line'],
  async run(ctx, { records }) {
    const ids = rowsOf(records.get('invoice'));
    if (ids.length === 0) return [];
    const rows = await ctx.tx.runFor(invoiceSums, ids);
    return rows
      .filter((r) => r.net !== 0 || r.tax !== 0 || r.total !== 0)
      .map((r) => `invoice ${r.id}: lines differ from the header by ${r.net} net, ${r.tax} tax`);
  },
};

/** Whether the lines of a set left, or were cancelled, in different numbers of sets or in parts of one, or do not add up to it. */
const BROKEN = sql<boolean>`sum(l.net) <> s.net or sum(l.tax) <> s.tax
  or sum(case when l.qty <> s.qty * m.per_set or l.qty_shipped % m.per_set <> 0 or l.qty_cancelled % m.per_set <> 0 then 1 else 0 end) > 0
  or min(l.qty_shipped / m.per_set) <> max(l.qty_shipped / m.per_set)
  or min(l.qty_cancelled / m.per_set) <> max(l.qty_cancelled / m.per_set)`;

const brokenSetsOf = setStatement<DB>()({ id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('sales_order_set as s')
    .whereRef('s.order_id', '=', 'w.id')
    .innerJoin('sales_order_set_line as m', 'm.set_id', 's.id')
    .innerJoin('sales_order_line as l', 'l.id', 'm.order_line_id')
    .groupBy(['s.id', 's.order_id', 's.sku', 's.qty', 's.net', 's.tax'])
    .having(BROKEN)
    .select(['s.order_id', 's.sku']),
);

/** A set leaves and is cancelled whole, and its lines share its amounts to the cent. */
const sets: CommitCheck = {
  name: 'sales.sets',
  tables: ['sales_order', 'sales_order_line', 'sales_order_set'],
  async run(ctx, { records }) {
    const ids = rowsOf(records.get('sales_order'));
    if (ids.length === 0) return [];
    const rows = await ctx.tx.runFor(brokenSetsOf, ids);
    return rows.map((r) => `sales_order ${r.order_id}: ${r.sku} left or was cancelled in parts, or its lines do not add up to it`);
  },
};

export const commitChecks: readonly CommitCheck[] = [orders, invoices, sets];

/** Open item of an account role and a key, as a row source. */
const openItems = (role: string) =>
  sql`(select x.item_key, x.residual from open_item x join account_role r on r.account_id = x.account_id and r.role = ${sql.lit(role)})`;

export const doctorChecks: readonly DoctorCheck[] = [
  sqlCheck(
    'sales.sets',
    'Packs and kits left and were cancelled whole, and their lines share their amounts to the cent.',
    'sales_order_set',
    sql<SqlFinding>`
      select cast(s.id as text) as "row", s.sku || ' is in parts, or differs from its lines' as message, cast(s.net - sum(l.net) as bigint) as gap
        from sales_order_set s
        join sales_order_set_line m on m.set_id = s.id
        join sales_order_line l on l.id = m.order_line_id
       group by s.id, s.order_id, s.sku, s.qty, s.net, s.tax
      having ${BROKEN}
       order by s.id`,
  ),
  sqlCheck(
    'sales.orderTotals',
    'Net, tax and total of every order are the sums of its lines.',
    'sales_order',
    sql<SqlFinding>`
      select o.id as "row", 'order differs from its lines' as message, cast(o.total - coalesce(l.total, 0) as bigint) as gap
        from sales_order o
        left join (select order_id, sum(net) as net, sum(tax) as tax, sum(total) as total from sales_order_line group by order_id) l on l.order_id = o.id
       where l.order_id is null or o.net <> l.net or o.tax <> l.tax or o.total <> l.total
       order by o.id`,
  ),
  sqlCheck(
    'sales.orderStates',
    'An order is completed or cancelled exactly when its lines say so.',
    'sales_order',
    sql<SqlFinding>`
      select o.id as "row", 'order is ' || o.state || ', its lines say ' || f.follows as message, null as gap
        from sales_order o
        join (select order_id,
                     case when sum(case when qty_cancelled < qty then 1 else 0 end) = 0 then 'cancelled'
                          when sum(case when qty_invoiced + qty_cancelled < qty or (kind = 'item' and qty_shipped + qty_cancelled < qty) then 1 else 0 end) = 0 then 'completed'
                          else 'open' end as follows
                from sales_order_line group by order_id) f on f.order_id = o.id
       where f.follows <> o.state
       order by o.id`,
  ),
  sqlCheck(
    'sales.invoiceTotals',
    'Net, tax and total of every invoice and credit note are the sums of its lines.',
    'invoice',
    sql<SqlFinding>`
      select i.id as "row", 'invoice differs from its lines' as message, cast(i.total - coalesce(l.total, 0) as bigint) as gap
        from invoice i
        left join (select invoice_id, sum(net) as net, sum(tax) as tax, sum(total) as total from invoice_line group by invoice_id) l on l.invoice_id = i.id
       where l.invoice_id is null or i.net <> l.net or i.tax <> l.tax or i.total <> l.total
       order by i.id`,
  ),
  sqlCheck(
    'sales.invoiceEntries',
    'The receivable posted by the entry of every invoice and credit note is its total.',
    'invoice',
    sql<SqlFinding>`
      select i.id as "row", 'books differ from the document' as message, cast(i.total - coalesce(b.amount, 0) as bigint) as gap
        from invoice i
        left join (select d.id, sum(j.amount) as amount
                     from invoice d
                     join journal_line j on j.entry_id = d.entry_id
                      and ((d.kind = 'invoice' and j.line_no = 1 and j.item_key = d.id)
                        or (d.kind = 'credit-note' and j.item_key in (d.id, d.credits_id)))
                    where d.total <> 0
                    group by d.id) b on b.id = i.id
       where i.total <> coalesce(b.amount, 0)
       order by i.id`,
  ),
  sqlCheck(
    'sales.invoicedLines',
    'What an order line counts as invoiced less credited is the sum of its invoice and credit note lines.',
    'sales_order_line',
    sql<SqlFinding>`
      select cast(l.id as text) as "row", 'counters differ from invoices and credit notes' as message,
             cast(l.net_invoiced - l.net_credited - coalesce(d.net, 0) as bigint) as gap
        from sales_order_line l
        left join (select v.order_line_id, sum(case when i.credit_kind = 'price' then 0 else v.qty end) as qty, sum(v.net) as net, sum(v.tax) as tax
                     from invoice_line v join invoice i on i.id = v.invoice_id
                    where v.order_line_id is not null group by v.order_line_id) d on d.order_line_id = l.id
       where l.qty_invoiced - l.qty_credited <> coalesce(d.qty, 0)
          or l.net_invoiced - l.net_credited <> coalesce(d.net, 0)
          or l.tax_invoiced - l.tax_credited <> coalesce(d.tax, 0)
       order by l.id`,
  ),
  sqlCheck(
    'sales.neverOverCredited',
    'No order line is invoiced beyond what was ordered, or credited beyond what was invoiced.',
    'sales_order_line',
    sql<SqlFinding>`
      select cast(id as text) as "row", 'more invoiced or credited than there is' as message, null as gap
        from sales_order_line
       where (net_credited <> 0 and (net_invoiced - net_credited) * sign(net_invoiced) < 0)
          or (net <> 0 and (net - net_invoiced - net_cancelled) * sign(net) < 0)
       order by id`,
  ),
  sqlCheck(
    'sales.receivables',
    'No invoice is paid or credited beyond its total: what is open lies between nothing and the total.',
    'invoice',
    sql<SqlFinding>`
      select i.id as "row", 'open amount outside the document' as message, cast(x.residual as bigint) as gap
        from invoice i
        join ${openItems('receivable')} x on x.item_key = i.id
       where (i.total >= 0 and (x.residual < 0 or x.residual > i.total))
          or (i.total < 0 and (x.residual > 0 or x.residual < i.total))
       order by i.id`,
  ),
  sqlCheck(
    'sales.deposits',
    'The open deposit of an order is what was captured before shipment less what invoices, refunds and cancellations used.',
    'sales_order',
    sql<SqlFinding>`
      select o.id as "row", 'more of the deposit used than was captured' as message, cast(x.residual as bigint) as gap
        from sales_order o
        join ${openItems('customer-deposits')} x on x.item_key = o.id
       where x.residual > 0
       order by o.id`,
  ),
  sqlCheck(
    'sales.deferredRevenue',
    'Deferred revenue in the books is the revenue of order lines invoiced and not shipped yet.',
    'sales_order_line',
    sql<SqlFinding>`
      select 'deferred-revenue' as "row", 'books differ from order lines' as message, cast(b.amount + d.amount as bigint) as gap
        from (select coalesce(sum(j.amount), 0) as amount from journal_line j join account_role r on r.account_id = j.account_id and r.role = 'deferred-revenue') b,
             (select coalesce(sum(net_deferred), 0) as amount from sales_order_line) d
       where b.amount + d.amount <> 0`,
  ),
];
