import { sql } from 'kysely';
import { type CloseItem, NO_TEXT } from '../item.ts';

export const controlAccounts: CloseItem = {
  code: 'control-accounts',
  area: 'books',
  title: 'Control accounts equal what is open',
  says: 'Receivables, payables and the like whose balance differs from the sum of what is open on them.',
  mustBeNothing: true,
  owner: 'accountant',
  due: 2,
  rows: () => sql`
    select g.id as id, ${NO_TEXT} as on_day, g.code as label, g.name as detail, g.id as record, ${NO_TEXT} as path, g.value as value
    from (select a.id, a.code, a.name,
        cast(coalesce((select sum(b.amount) from account_balance as b where b.account_id = a.id), 0)
          - coalesce((select sum(i.residual) from open_item as i where i.account_id = a.id and i.residual <> 0), 0) as bigint) as value
      from account as a where a.open_items = 1) as g
    where g.value <> 0`,
};
