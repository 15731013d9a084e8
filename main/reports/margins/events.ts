import { type RawBuilder, sql } from 'kysely';
import type { Day } from '../../../preload/contract/values/day.ts';
import { oneOf } from '../books.ts';

/** Days and roles the events of sales are taken from. */
export interface Sold {
  readonly from: Day;
  readonly to: Day;
  /** Roles of lines of invoices that are revenue; a gift card sold is a debt. */
  readonly roles: readonly string[];
  /** Accounts that take what goods cost later. */
  readonly laterAccounts: readonly string[];
}

const within = (column: string, { from, to }: Sold) => sql`${sql.ref(column)} >= ${from} and ${sql.ref(column)} <= ${to}`;

/** Lines of invoices and credit notes of the days that are revenue, with the order line behind them where there is one. Sales are in the company's currency. */
const invoiced = (sold: Sold): RawBuilder<unknown> => sql`
  select o.id as line_id, i.order_id, coalesce(o.item_id, l.item_id) as item_id, i.channel_id, i.party_id, l.net as net
    from invoice as i cross join invoice_line as l left join sales_order_line as o on o.id = l.order_line_id
   where ${within('i.issued_on', sold)} and l.invoice_id = i.id and l.revenue_role in (${sql.join(sold.roles)})`;

/** Goods that left, at what they cost when they did. */
const shipped = (sold: Sold): RawBuilder<unknown> => sql`
  select l.order_line_id as line_id, s.order_id, l.item_id, o.channel_id, o.party_id, l.qty as units, 0 as revenue, 0 as charges,
      coalesce((select sum(v.value) from valuation_line as v where v.move_id = l.move_id and v.move_id is not null and v.kind = 'out'), 0) as cost,
      0 as later, 0 as fees, 0 as freight
    from shipment as s cross join shipment_line as l cross join sales_order as o
   where ${within('s.shipped_on', sold)} and s.state = 'shipped' and l.shipment_id = s.id and o.id = s.order_id`;

/** Goods that came back, at what they had cost, on the day of their credit note: until then the books hold them in returns clearing. */
const returned = (sold: Sold): RawBuilder<unknown> => sql`
  select l.order_line_id, r.order_id, l.item_id, r.channel_id, r.party_id, -l.qty, 0, 0, l.value, 0, 0, 0
    from invoice as i cross join customer_return as r cross join return_line as l
   where i.kind = 'credit-note' and ${within('i.issued_on', sold)} and i.return_id is not null and r.id = i.return_id and l.return_id = r.id`;

/** The order line whose goods a line of the value ledger took out: of an exchange by a replay, those of the line it stands for. */
const LINE_OF_GOODS = sql`
    left join valuation_line as p on p.id = v.origin_line_id and v.move_id is null
    left join valuation_line as q on q.id = p.origin_line_id and p.move_id is null
    join stock_move as m on m.id = coalesce(v.move_id, p.move_id, q.move_id)
    join shipment_line as l on l.shipment_id = m.source_id and l.move_id = m.id
    join shipment as s on s.id = l.shipment_id
    join sales_order as o on o.id = s.order_id`;

/** What goods that had left came to cost more or less: bills, landed cost, and receipts dated back at moving average. */
const corrected = (sold: Sold): RawBuilder<unknown> => sql`
  select l.order_line_id, s.order_id, l.item_id, o.channel_id, o.party_id, 0, 0, 0, 0, -c.value, 0, 0
    from (select distinct j.entry_id from journal_line as j where ${oneOf('j.account_id', sold.laterAccounts)} and ${within('j.posted_on', sold)}) as e
    cross join cost_correction as c cross join valuation_line as v ${LINE_OF_GOODS}
   where c.entry_id = e.entry_id and c.provisional = 0 and c.out_line_id is not null and v.id = c.out_line_id`;

/** The same for goods that left before they came, once they came: their provisional cost was cost of sales, and so is what it was off by. */
const truedUp = (sold: Sold): RawBuilder<unknown> => sql`
  select l.order_line_id, s.order_id, l.item_id, o.channel_id, o.party_id, 0, 0, 0, 0, -c.value, 0, 0
    from cost_correction as c cross join valuation_line as v ${LINE_OF_GOODS}
   where c.provisional = 1 and ${within('c.effective_on', sold)} and c.out_line_id is not null and v.id = c.out_line_id`;

/** The same by receipts dated back at FIFO, which exchange the units between layers. */
const exchanged = (sold: Sold): RawBuilder<unknown> => sql`
  select l.order_line_id, s.order_id, l.item_id, o.channel_id, o.party_id, 0, 0, 0, 0, v.value, 0, 0
    from valuation_line as v ${LINE_OF_GOODS}
   where v.kind = 'adjust' and v.qty <> 0 and ${within('v.effective_on', sold)}`;

/** Fees and labels of settlements paid out in the days, by order where they name one. */
const settled = (sold: Sold): RawBuilder<unknown> => sql`
  select l.order_id, coalesce(o.channel_id, s.channel_id) as channel_id, o.party_id, 0 as charges,
      case when l.kind = 'label' then 0 else l.amount end as fees, case when l.kind = 'label' then l.amount else 0 end as freight
    from settlement as s cross join settlement_line as l left join sales_order as o on o.id = l.order_id
   where s.state = 'posted' and ${within('s.paid_on', sold)} and l.settlement_id = s.id and l.kind in ('fee', 'label', 'reimbursement')`;

/**
 * Everything sales of the days came to as rows of `line_id`, `order_id`, `item_id`, `channel_id`, `party_id`, units and steps. What is of an
 * order as a whole is of no line; with `spread` it is shared among its lines of goods by what they were ordered for, the last part taking the remainder,
 * so that the parts are the whole.
 */
export function salesEvents(sold: Sold, spread: boolean): RawBuilder<unknown> {
  const goods = sql`
    select g.line_id, g.order_id, g.item_id, g.channel_id, g.party_id, 0 as units, g.net as revenue, 0 as charges, 0 as cost, 0 as later, 0 as fees, 0 as freight
      from sold as g where g.item_id is not null
    union all ${shipped(sold)} union all ${returned(sold)} union all ${corrected(sold)} union all ${truedUp(sold)} union all ${exchanged(sold)}`;
  const whole = sql`
    select w.order_id, w.channel_id, w.party_id, cast(sum(w.charges) as bigint) as charges, cast(sum(w.fees) as bigint) as fees,
        cast(sum(w.freight) as bigint) as freight
      from (select g.order_id, g.channel_id, g.party_id, g.net as charges, 0 as fees, 0 as freight from sold as g where g.item_id is null
        union all ${settled(sold)}) as w
     group by w.order_id, w.channel_id, w.party_id`;
  if (!spread)
    return sql`(with sold as (${invoiced(sold)}), whole as (${whole})
      ${goods} union all select null, w.order_id, null, w.channel_id, w.party_id, 0, 0, w.charges, 0, 0, w.fees, w.freight from whole as w)`;
  const part = (column: string) => {
    const all = sql`w.${sql.ref(column)}`;
    return sql`case when h.line_id is null then ${all} else cast(${all} * h.upto / h.of_all - ${all} * (h.upto - h.weight) / h.of_all as bigint) end`;
  };
  return sql`(with sold as (${invoiced(sold)}), whole as (${whole}), share as (
      select h.line_id, h.order_id, h.item_id, h.weight, cast(sum(h.weight) over (partition by h.order_id order by h.line_id) as bigint) as upto,
          cast(sum(h.weight) over (partition by h.order_id) as bigint) as of_all
        from (select n.line_id, n.order_id, n.item_id, case when max(n.net) over (partition by n.order_id) = 0 then 1 else n.net end as weight
                from (select l.id as line_id, l.order_id, l.item_id, case when l.net > 0 then l.net else 0 end as net from sales_order_line as l
                       where l.kind = 'item' and l.order_id in (select w.order_id from whole as w)) as n) as h)
    ${goods} union all
    select h.line_id, w.order_id, h.item_id, w.channel_id, w.party_id, 0, 0, ${part('charges')}, 0, 0, ${part('fees')}, ${part('freight')}
      from whole as w left join share as h on h.order_id = w.order_id)`;
}
