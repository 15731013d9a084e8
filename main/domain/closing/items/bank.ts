import { sql } from 'kysely';
import { type CloseItem, NO_TEXT, ofRole, openItems } from '../item.ts';

/** Lines of banks that nothing was matched with. */
export const bankLinesOpen: CloseItem = {
  code: 'bank-lines-open',
  area: 'money',
  title: 'Bank lines not matched',
  says: 'Lines of bank statements through the end of the period of which a part is open.',
  mustBeNothing: true,
  owner: 'accountant',
  due: 2,
  rows: (period) => sql`
    select cast(l.id as text) as id, l.booked_on as on_day, coalesce(l.name, l.label) as label, b.name as detail, ${NO_TEXT} as record,
      '/bank-lines/' || cast(l.id as text) as path, l.open as value
    from bank_line as l join bank_account as b on b.id = l.bank_account_id where l.open <> 0 and l.booked_on <= ${period.to}`,
};

/** What the books say of a bank account and the bank does not: its balance is reconciled to the statement where this is nothing. */
export const bankNotSeen: CloseItem = {
  code: 'bank-not-seen',
  area: 'money',
  title: 'Posted on bank accounts, not at the bank',
  says: 'Bank accounts whose books hold what no line of the bank was matched with, or whose opening was not posted.',
  owner: 'accountant',
  due: 2,
  rows: (period) => sql`
    select b.id as id, cast(${period.to} as text) as on_day, b.name as label, b.number as detail, b.account_id as record, ${NO_TEXT} as path,
      cast(coalesce(a.amount, 0) - coalesce(m.amount, 0) - b.start_balance as bigint) as value
    from bank_account as b
    left join (select account_id, sum(amount) as amount from account_balance where day <= ${period.to} group by account_id) as a on a.account_id = b.account_id
    left join (select x.bank_account_id, sum(x.amount) as amount from bank_match as x join bank_line as l on l.id = x.line_id
      where x.undone_at is null and l.booked_on <= ${period.to} group by x.bank_account_id) as m on m.bank_account_id = b.id
    where coalesce(a.amount, 0) - coalesce(m.amount, 0) - b.start_balance <> 0`,
};

export const payoutsInTransit: CloseItem = {
  code: 'payouts-in-transit',
  area: 'money',
  title: 'Payouts in transit',
  says: 'Payouts of channels that no line of a bank was matched with yet.',
  owner: 'accountant',
  due: 4,
  rows: ({ to }) => openItems(sql`${ofRole('payout-in-transit', true)} and i.opened_on <= ${to}`),
};

export const disputesOpen: CloseItem = {
  code: 'disputes-open',
  area: 'money',
  title: 'Open disputes',
  says: 'Chargebacks that are neither won nor lost.',
  owner: 'accountant',
  due: 4,
  rows: ({ to }) => openItems(sql`${ofRole('disputes', true)} and i.opened_on <= ${to}`),
};

/** What the settlements of a channel say was left with its provider, held against the books. */
export const clearingProven: CloseItem = {
  code: 'clearing-proven',
  area: 'money',
  title: 'Clearing of channels proved',
  says: 'Channels whose last settlement closes with another sum than the books have as kept and reserved, and settlements that wait to be posted.',
  mustBeNothing: true,
  owner: 'accountant',
  due: 4,
  rows: () => sql`
    select c.id as id, s.paid_on as on_day, c.name as label, s.external_id as detail, s.id as record, ${NO_TEXT} as path,
      cast(s.closing - coalesce(r.amount, 0) - coalesce(k.residual, 0) as bigint) as value
    from settlement as s
    join channel as c on c.id = s.channel_id
    left join account_role as rr on rr.role = 'channel-reserve/' || c.id
    left join (select account_id, sum(amount) as amount from account_balance group by account_id) as r on r.account_id = rr.account_id
    left join account_role as kr on kr.role = 'clearing/' || c.id
    left join open_item as k on k.account_id = kr.account_id and k.item_key = c.id
    where s.position = (select max(x.position) from settlement as x where x.channel_id = s.channel_id)
      and (s.state = 'incomplete' or s.closing - coalesce(r.amount, 0) - coalesce(k.residual, 0) <> 0)`,
};
