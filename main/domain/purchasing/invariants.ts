import { sql } from 'kysely';
import type { CommitCheck, DoctorCheck } from '../../engine/context.ts';
import { type SqlFinding, sqlCheck } from '../sql-check.ts';
import { PREPAYMENT, PREPAYMENT_ROLE } from './prepayments.ts';

/** What this room proves: at the end of every command for what it touched, and by the doctor for the whole file. */

/**
 * What is open on goods received not invoiced has the side of the units it is for: owed for (credit) while more was received than
 * billed, billed and not here (debit) while more was billed, and nothing where both are the same.
 */
const WRONG_SIDE = sql<boolean>`(
  (l.qty_received = l.qty_billed and (coalesce(i.residual, 0) <> 0 or coalesce(i.doc_residual, 0) <> 0))
  or (l.qty_received > l.qty_billed and coalesce(i.residual, 0) > 0)
  or (l.qty_received < l.qty_billed and coalesce(i.residual, 0) < 0))`;
const KEY = sql<string>`l.order_id || '/' || cast(l.line_no as text)`;

const grniCloses: CommitCheck = {
  name: 'purchasing.grniCloses',
  tables: ['purchase_order_line'],
  async run({ tx }, { records }) {
    const ids = [...(records.get('purchase_order_line') ?? [])].map((id) => ({ id: Number(id) }));
    const rows = await tx.db
      .selectFrom(tx.rowset(ids, { id: 'int' }).as('w'))
      .crossJoin('purchase_order_line as l')
      .whereRef('l.id', '=', 'w.id')
      .innerJoin('account_role as a', (j) => j.on('a.role', '=', 'grni'))
      .leftJoin('open_item as i', (j) => j.onRef('i.account_id', '=', 'a.account_id').on('i.item_key', '=', KEY))
      .where(WRONG_SIDE)
      .select(['l.order_id', 'l.line_no'])
      .execute();
    return rows.map(
      (r) => `purchase_order ${r.order_id} line ${r.line_no}: goods received not invoiced do not fit what came and was billed`,
    );
  },
};

export const commitChecks: readonly CommitCheck[] = [grniCloses];

export const doctorChecks: readonly DoctorCheck[] = [
  sqlCheck(
    'purchasing.grniCloses',
    'Goods received not invoiced are open for what came and was not billed, or was billed and did not come, and for nothing else.',
    'purchase_order_line',
    sql<SqlFinding>`
      select ${KEY} as "row", 'what is open does not fit what came and was billed' as message, cast(coalesce(i.residual, 0) as bigint) as gap
        from purchase_order_line l
        join account_role a on a.role = 'grni'
        left join open_item i on i.account_id = a.account_id and i.item_key = ${KEY}
       where ${WRONG_SIDE}
       order by 1`,
  ),
  sqlCheck(
    'purchasing.countedReceived',
    'What an order line counts as received is the sum of its receipts, and as billed that of its bills and write-offs.',
    'purchase_order_line',
    sql<SqlFinding>`
      select ${KEY} as "row", 'counters differ from receipts or bills' as message,
             cast(l.qty_received - coalesce(r.qty, 0) + l.qty_billed - coalesce(b.qty, 0) as bigint) as gap
        from purchase_order_line l
        left join (select order_line_id, sum(qty) as qty from purchase_receipt_line group by order_line_id) r on r.order_line_id = l.id
        left join (select d.order_line_id, sum(d.qty) as qty
                     from (select order_line_id, qty from supplier_bill_line where order_line_id is not null
                           union all select order_line_id, qty from grni_write_off) d group by d.order_line_id) b on b.order_line_id = l.id
       where l.qty_received <> coalesce(r.qty, 0) or l.qty_billed <> coalesce(b.qty, 0)
       order by 1`,
  ),
  sqlCheck(
    'purchasing.returnsClose',
    'Goods returned to suppliers are open at what they came in at until they are credited, and nothing after.',
    'supplier_return',
    sql<SqlFinding>`
      select r.number as "row", 'what is open does not fit the return and its credit' as message, cast(coalesce(i.residual, 0) as bigint) as gap
        from supplier_return r
        join account_role a on a.role = 'grni-returns'
        left join supplier_credit c on c.return_id = r.id
        left join open_item i on i.account_id = a.account_id and i.item_key = r.id
       where coalesce(i.residual, 0) <> case when c.id is null then r.value else 0 end
       order by r.number`,
  ),
  sqlCheck(
    'purchasing.receiptsAreMoves',
    'Every line of a receipt is one stock move of the same goods.',
    'purchase_receipt_line',
    sql<SqlFinding>`
      select cast(l.id as text) as "row", 'receipt line and stock move differ' as message, cast(l.qty - coalesce(m.qty, 0) as bigint) as gap
        from purchase_receipt_line l
        left join stock_move m on m.id = l.move_id
       where m.id is null or m.qty <> l.qty or m.item_id <> l.item_id or m.source_id <> l.receipt_id
       order by l.id`,
  ),
  sqlCheck(
    'purchasing.prepaymentsApplied',
    'What was applied of a payment in advance was taken off what is open of it and off the bill, by one entry, and nothing else was.',
    'prepayment_application',
    sql<SqlFinding>`
      select s.id as "row", 'what was applied differs from what its entry took off' as message, cast(sum(s.amount) as bigint) as gap
        from (select id, payment_id as item, amount from prepayment_application
              union all select id, bill_id, -amount from prepayment_application
              union all
              select e.source_id, l.item_key, l.amount
                from journal_entry e
                join journal_line l on l.entry_id = e.id
                join account_role r on r.account_id = l.account_id and r.role in (${PREPAYMENT_ROLE}, 'payable')
               where e.source_kind = ${PREPAYMENT}) s
       group by s.id, s.item
      having sum(s.amount) <> 0
       order by 1`,
  ),
];
