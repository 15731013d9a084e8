import { sql } from 'kysely';
import { type CloseItem, NO_TEXT } from '../item.ts';

export const approvals: CloseItem = {
  code: 'approvals',
  area: 'books',
  title: 'Waiting for approval',
  says: 'Commands somebody asked for that nobody has decided on: what they would post is missing.',
  mustBeNothing: true,
  owner: 'owner',
  due: 1,
  rows: () => sql`
    select r.id as id, substr(r.asked_at, 1, 10) as on_day, p.name as label, coalesce(r.reason, '') as detail, ${NO_TEXT} as record,
      '/approvals/' || r.id as path, case when r.measure = 'posted' then r.value else 0 end as value
    from approval_request as r join approval_policy as p on p.code = r.policy_code where r.state = 'waiting'`,
};
