import { sql } from 'kysely';
import { type CloseItem, NO_TEXT } from '../item.ts';

export const accruals: CloseItem = {
  code: 'accruals',
  area: 'books',
  title: 'Accruals not posted',
  says: 'The period, as long as no accruals of it are posted: post them, or say that there are none.',
  mustBeNothing: true,
  owner: 'accountant',
  due: 5,
  rows: ({ code, to }) => sql`
    select p.code as id, cast(${to} as text) as on_day, p.code as label, '' as detail, ${NO_TEXT} as record,
      '/accruals/' || p.code as path, 0 as value
    from fiscal_period as p where p.code = ${code}
      and not exists (select 1 from close_accrual as c where c.period_code = p.code and c.undone_at is null)`,
};
