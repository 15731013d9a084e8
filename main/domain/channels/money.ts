import { sumInt } from '../../../db/schema/sums.ts';
import type { QueryContext } from '../../engine/context.ts';
import { RECORD } from './model.ts';

export interface ChannelMoney {
  readonly delivered: number;
  readonly invoiced: number;
  readonly credited: number;
  readonly adjusted: number;
  readonly posted: number;
  readonly waiting: number;
  readonly unresolved: number;
  readonly parked: number;
  readonly gap: number;
}

/**
 * Where every cent of a channel is. delivered = what the inbox holds; posted = invoices and credit notes (negative) of the channel, plus
 * what was posted straight to its clearing; parked = what its orders have not invoiced yet, plus records that wait.
 * gap = delivered - posted - parked must be zero. Minor units.
 */
export async function channelMoneyOf(tx: QueryContext['tx'], channelId: string): Promise<ChannelMoney> {
  const { db } = tx;
  const inbox = await db
    .selectFrom('inbox')
    .select((eb) => ['state', sumInt(eb.ref('amount')).as('amount')])
    .where('channel_id', '=', channelId)
    .groupBy('state')
    .execute();
  const invoices = await db
    .selectFrom('invoice')
    .select((eb) => ['kind', sumInt(eb.ref('total')).as('total')])
    .where('channel_id', '=', channelId)
    .groupBy('kind')
    .execute();
  const direct = await db
    .selectFrom('account_role')
    .innerJoin('journal_line', 'journal_line.account_id', 'account_role.account_id')
    .innerJoin('journal_entry', 'journal_entry.id', 'journal_line.entry_id')
    .select((eb) => sumInt(eb.ref('journal_line.amount')).as('amount'))
    .where('account_role.role', '=', `clearing/${channelId}`)
    .where('journal_entry.source_kind', '=', RECORD)
    .executeTakeFirst();
  const open = await db
    .selectFrom('sales_order')
    .innerJoin('sales_order_line', 'sales_order_line.order_id', 'sales_order.id')
    .select((eb) => [
      sumInt(eb.ref('sales_order_line.total')).as('total'),
      sumInt(eb.ref('sales_order_line.net_invoiced')).as('net'),
      sumInt(eb.ref('sales_order_line.tax_invoiced')).as('tax'),
    ])
    .where('channel_id', '=', channelId)
    .executeTakeFirst();
  const of = (kind: string) => invoices.find((i) => i.kind === kind)?.total ?? 0;
  const delivered = inbox.reduce((sum, r) => sum + r.amount, 0);
  const invoiced = of('invoice');
  const credited = of('credit-note');
  const adjusted = direct?.amount ?? 0;
  const posted = invoiced + credited + adjusted;
  const waiting = (open?.total ?? 0) - (open?.net ?? 0) - (open?.tax ?? 0);
  const unresolved = inbox.filter((r) => r.state !== 'imported' && r.state !== 'ignored').reduce((sum, r) => sum + r.amount, 0);
  const parked = waiting + unresolved;
  return { delivered, invoiced, credited, adjusted, posted, waiting, unresolved, parked, gap: delivered - posted - parked };
}
