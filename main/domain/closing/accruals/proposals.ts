import { sql } from 'kysely';
import type { ACCRUAL_KINDS } from '../../../../preload/contract/closing-accruals.ts';
import { addDays, daysBetween } from '../../../../preload/contract/values/day.ts';
import type { QueryContext } from '../../../engine/context.ts';
import type { LineDraft } from '../../accounting/index.ts';
import { policy } from '../../company/index.ts';
import type { Period } from '../item.ts';
import { accruedBy, expectedReturns } from './rules.ts';

/** An entry a period would accrue. */
export interface Proposal {
  readonly kind: (typeof ACCRUAL_KINDS)[number];
  readonly title: string;
  /** How it was reckoned, in a sentence. */
  readonly how: string;
  /** Balanced, minor units, debit positive. */
  readonly lines: readonly LineDraft[];
}
type Asking = Pick<QueryContext, 'tx' | 'company'>;
/** One query of proposals; the list below is all there is. */
type Proposer = (ctx: Asking, period: Period) => Promise<readonly Proposal[]>;

const line = (role: string, amount: number, more: Partial<LineDraft> = {}): LineDraft => ({ account: { role }, amount, ...more });

/** Goods that left and stand on no invoice: Dr contract asset / Cr revenue; what their cost waits for on goods shipped not invoiced: Dr cost of sales. */
const revenue: Proposer = async ({ tx }, { to }) => {
  const sold = await sql<{ role: string; channelId: string | null; net: number }>`
    select l.revenue_role as role, o.channel_id as "channelId",
      cast(sum((l.net - l.net_invoiced - l.net_cancelled) * (l.qty_shipped - l.qty_invoiced) / (l.qty - l.qty_invoiced - l.qty_cancelled)) as bigint) as net
    from sales_order as o join sales_order_line as l on l.order_id = o.id
    where o.state = 'open' and l.qty_shipped > l.qty_invoiced
      and exists (select 1 from shipment as s where s.order_id = o.id and s.state = 'shipped' and s.shipped_on <= ${to})
    group by l.revenue_role, o.channel_id order by l.revenue_role, o.channel_id`.execute(tx.db);
  const waiting = await sql<{ key: string; value: number }>`
    select i.item_key as key, i.residual as value from open_item as i
    where i.residual <> 0 and i.opened_on <= ${to} and i.account_id = (select r.account_id from account_role as r where r.role = 'gsni')
    order by i.item_key`.execute(tx.db);
  const net = sold.rows.reduce((sum, r) => sum + Number(r.net), 0);
  const cost = waiting.rows.reduce((sum, r) => sum + Number(r.value), 0);
  if (net === 0 && cost === 0) return [];
  const lines = [
    line('contract-asset', net),
    ...sold.rows.map((r) => line(r.role, -Number(r.net), r.channelId === null ? {} : { channelId: r.channelId })),
    line('cogs', cost),
    ...waiting.rows.map((r) => line('gsni', -Number(r.value), { itemKey: r.key })),
  ];
  return [
    {
      kind: 'revenue',
      title: 'Revenue earned, not invoiced',
      how: 'Shipped by the end of the period and on no invoice, net of tax',
      lines,
    },
  ];
};

/** Returns to come by the rate of the company: Dr revenue / Cr refunds expected; Dr right to goods / Cr cost of sales. */
const returns: Proposer = async (ctx, { to }) => {
  const percent = policy(ctx, 'expectedReturnsPercent');
  const days = policy(ctx, 'expectedReturnsDays');
  if (percent === 0) return [];
  const from = addDays(to, 1 - days);
  const { rows } = await sql<{ kind: string; net: number }>`
    select n.kind as kind, cast(sum(n.net) as bigint) as net from invoice as n
    where n.kind in ('invoice', 'credit-note') and n.issued_on >= ${from} and n.issued_on <= ${to} group by n.kind`.execute(ctx.tx.db);
  // Cost of sales of the same days, without what closes accrued on the account.
  const [cost] = (
    await sql<{ cost: number }>`select cast(
      coalesce((select sum(b.amount) from account_balance as b
        where b.account_id in (select r.account_id from account_role as r where r.role = 'cogs') and b.day >= ${from} and b.day <= ${to}), 0)
      - coalesce((select sum(l.amount) from journal_entry as e join journal_line as l on l.entry_id = e.id
        where e.source_kind = 'accrual' and e.source_id in (select p.code from fiscal_period as p)
          and l.posted_on >= ${from} and l.posted_on <= ${to}
          and l.account_id in (select r.account_id from account_role as r where r.role = 'cogs')), 0) as bigint) as cost`.execute(ctx.tx.db)
  ).rows;
  const of = (kind: string) => Number(rows.find((r) => r.kind === kind)?.net ?? 0);
  const facts = { invoiced: of('invoice'), credited: -of('credit-note'), cost: Number(cost?.cost ?? 0), percent };
  const { refund, goods } = expectedReturns(facts);
  if (refund === 0) return [];
  const lines = [line('revenue', refund), line('refund-liability', -refund), line('right-of-return', goods), line('cogs', -goods)];
  const how = `${percent} % of what was invoiced in the ${days} days up to ${to}, less what was credited in them; goods at the same share of their cost`;
  return [{ kind: 'returns', title: 'Returns expected', how, lines }];
};

/** What people said: services no bill came for (Dr expense / Cr accrued), expenses paid ahead (Dr prepaid / Cr expense). */
const byHand: Proposer = async ({ tx }, { to }) => {
  const rows = await tx.db.selectFrom('accrual_rule').selectAll().where('from_on', '<=', to).orderBy('id').execute();
  return rows.flatMap(({ kind, title, account_id, amount: whole, from_on: from, to_on: until, ended_on: endedOn }): Proposal[] => {
    const amount = accruedBy({ kind, amount: whole, from, to: until, endedOn }, to);
    if (amount === 0) return [];
    const expense: LineDraft = { account: { id: account_id }, amount: kind === 'service' ? amount : -amount, memo: title };
    const days = daysBetween(from, until) + 1;
    if (kind === 'service') {
      const how = `As far as the ${days} days from ${from} to ${until} are over; no bill came by the end of the period`;
      return [{ kind, title, how, lines: [expense, line('accrued-expenses', -amount)] }];
    }
    return [
      { kind, title, how: `The days to come of the ${days} from ${from} to ${until}`, lines: [line('prepaid-expenses', amount), expense] },
    ];
  });
};

/** What is live already is never accrued again: goods received not invoiced, deposits, goods shipped not invoiced. */
const PROPOSERS: readonly Proposer[] = [revenue, returns, byHand];

/** Everything a period would accrue. */
export async function proposalsFor(ctx: Asking, period: Period): Promise<Proposal[]> {
  const found: Proposal[] = [];
  for (const propose of PROPOSERS) found.push(...(await propose(ctx, period)));
  return found;
}

/** Sum of the debits of a proposal. */
export const amountOf = ({ lines }: Proposal): number => lines.reduce((sum, l) => sum + Math.max(0, l.amount), 0);
