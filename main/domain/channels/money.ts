import { sumInt } from '../../../db/dialect/portable.ts';
import type { QueryContext } from '../../engine/context.ts';
import { RECORD } from './model.ts';

/** Minor units. `posted` = invoiced + credited + adjusted, `parked` = waiting + unresolved. */
export interface ChannelMoney {
  readonly delivered: number;
  readonly invoiced: number;
  /** credit notes, negative */
  readonly credited: number;
  readonly adjusted: number;
  readonly posted: number;
  readonly waiting: number;
  readonly unresolved: number;
  readonly parked: number;
  /** given up or changed here after the import: neither posted nor parked any more */
  readonly dropped: number;
  readonly gap: number;
}

/**
 * Where every cent of a channel is. delivered = what the inbox holds; posted = invoices of its orders (less what was taken off
 * them again before it left), credit notes of its cancellations, and what was posted straight to its clearing; parked = what its
 * orders have neither invoiced nor cancelled, records taken in and not carried out yet, and records that wait for a person. gap = delivered - posted - parked - dropped must be zero.
 */
export async function channelMoneyOf(tx: QueryContext['tx'], channelId: string): Promise<ChannelMoney> {
  const { db } = tx;
  const inbox = await db
    .selectFrom('inbox')
    .select((eb) => ['state', sumInt(eb.ref('amount')).as('amount')])
    .where('channel_id', '=', channelId)
    .groupBy('state')
    .execute();
  const one = async (query: { executeTakeFirst(): Promise<{ amount: number } | undefined> }) =>
    (await query.executeTakeFirst())?.amount ?? 0;
  const orders = db.selectFrom('inbox').innerJoin('sales_order as o', 'o.id', 'inbox.order_id').where('inbox.channel_id', '=', channelId);
  const onInvoices = await one(
    orders
      .innerJoin('invoice as i', 'i.order_id', 'o.id')
      .where('i.kind', '=', 'invoice')
      .select((eb) => sumInt(eb.ref('i.total')).as('amount')),
  );
  const credited = await one(
    db
      .selectFrom('inbox')
      .innerJoin('customer_return as r', (join) =>
        join.onRef('r.channel_id', '=', 'inbox.channel_id').onRef('r.external_id', '=', 'inbox.external_id'),
      )
      .innerJoin('invoice as i', 'i.id', 'r.credit_note_id')
      .where('inbox.channel_id', '=', channelId)
      .select((eb) => sumInt(eb.ref('i.total')).as('amount')),
  );
  const adjusted = await one(
    db
      .selectFrom('account_role')
      .innerJoin('journal_line', 'journal_line.account_id', 'account_role.account_id')
      .innerJoin('journal_entry', 'journal_entry.id', 'journal_line.entry_id')
      .where('account_role.role', '=', `clearing/${channelId}`)
      .where('journal_entry.source_kind', '=', RECORD)
      .select((eb) => sumInt(eb.ref('journal_line.amount')).as('amount')),
  );
  const lines = await orders
    .innerJoin('sales_order_line as l', 'l.order_id', 'o.id')
    .select((eb) => [
      sumInt(eb.ref('l.total')).as('total'),
      sumInt(eb('l.net_cancelled', '+', eb.ref('l.tax_cancelled'))).as('cancelled'),
      sumInt(eb('l.net_invoiced', '+', eb.ref('l.tax_invoiced'))).as('counted'),
      sumInt(eb('l.net_credited', '+', eb.ref('l.tax_credited'))).as('credited'),
    ])
    .executeTakeFirstOrThrow();
  const asDelivered = await one(orders.select((eb) => sumInt(eb.ref('inbox.amount')).as('amount')));
  // The records are looked up once and kept: found anew for each line of each note, a year of orders took minutes.
  const onNotes = await one(
    db
      .selectFrom('invoice as n')
      .innerJoin('invoice_line as il', 'il.invoice_id', 'n.id')
      .innerJoin('sales_order_line as l', 'l.id', 'il.order_line_id')
      .where('n.kind', '=', 'credit-note')
      .where('l.order_id', 'in', (eb) => eb.selectFrom('inbox').select('inbox.order_id').where('inbox.channel_id', '=', channelId))
      .select((eb) => sumInt(eb.ref('il.total')).as('amount')),
  );
  // A credit note that takes back what had not left yet undoes the invoice: those units wait again.
  const undone = -onNotes - lines.credited;
  const delivered = inbox.reduce((sum, r) => sum + r.amount, 0);
  const invoiced = onInvoices - undone;
  const posted = invoiced + credited + adjusted;
  const notCarriedOut = await one(
    db
      .selectFrom('inbox')
      .where('channel_id', '=', channelId)
      .where('state', '=', 'imported')
      .where('settled', '=', 0)
      .where('order_id', 'is', null)
      .select((eb) => sumInt(eb.ref('amount')).as('amount')),
  );
  const waiting = lines.total - lines.cancelled - lines.counted + notCarriedOut;
  const unresolved = inbox.filter((r) => r.state !== 'imported' && r.state !== 'ignored').reduce((sum, r) => sum + r.amount, 0);
  const parked = waiting + unresolved;
  const dropped = lines.cancelled + (asDelivered - lines.total);
  return {
    delivered,
    invoiced,
    credited,
    adjusted,
    posted,
    waiting,
    unresolved,
    parked,
    dropped,
    gap: delivered - posted - parked - dropped,
  };
}
