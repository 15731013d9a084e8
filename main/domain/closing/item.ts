import { type RawBuilder, sql } from 'kysely';
import type { CLOSE_AREAS } from '../../../preload/contract/closing.ts';
import type { Day } from '../../../preload/contract/values/day.ts';
import type { CompanyFacts } from '../../engine/context.ts';

/** Days that are closed at once. */
export interface Period {
  readonly code: string;
  readonly yearCode: string;
  readonly from: Day;
  readonly to: Day;
}

/**
 * Something to be settled or looked at before a period is closed. One select answers both its figures and its rows, so that a
 * figure always equals what it leads to. A new item is a file with one of these, named in `items/index.ts`.
 */
export interface CloseItem {
  readonly code: string;
  readonly area: (typeof CLOSE_AREAS)[number];
  readonly title: string;
  /** What its rows are, in a sentence. */
  readonly says: string;
  /** Rows have to be gone or explained; without it they are looked at and may stay. */
  readonly mustBeNothing?: true;
  /** Standard role whose work it is. */
  readonly owner: 'accountant' | 'purchasing' | 'warehouse' | 'ops-manager' | 'owner';
  /** Days after the end of the period by which it is done. */
  readonly due: number;
  /**
   * Rows as a select of `id`, `on_day`, `label` (null: the name of `record`), `detail`, `record` (id a page is known for), `path`
   * (of a window, where no record has a page) and `value` (minor units, debit positive).
   */
  readonly rows: (period: Period, company: CompanyFacts) => RawBuilder<unknown>;
  /** Whether this company needs it; every company does where nothing is said. */
  readonly applies?: RawBuilder<boolean>;
}

export const NO_TEXT = sql`cast(null as text)`;
/** Whether an account plays a role; `narrowed`: or that role for one subject. */
export const ofRole = (role: string, narrowed = false): RawBuilder<boolean> =>
  sql<boolean>`i.account_id in (select ar.account_id from account_role as ar where ar.role = ${role} ${narrowed ? sql`or ar.role like ${`${role}/%`}` : sql``})`;

/** Open items as rows. The literal lets both databases use the index of what is open. */
export const openItems = (condition: RawBuilder<unknown>, value: RawBuilder<unknown> = sql`i.residual`): RawBuilder<unknown> => sql`
  select i.item_key as id, i.opened_on as on_day, ${NO_TEXT} as label, p.name as detail, i.item_key as record, ${NO_TEXT} as path,
    ${value} as value
  from open_item as i left join party as p on p.id = i.party_id where i.residual <> 0 and ${condition}`;

/** Accounts with what was posted to them in some days; those that come to nothing are left out. */
export const accountSums = (period: Period, roles: RawBuilder<unknown>, days: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select a.id as id, cast(${period.to} as text) as on_day, a.code as label, a.name as detail, a.id as record, ${NO_TEXT} as path,
    cast(sum(b.amount) as bigint) as value
  from account as a join account_balance as b on b.account_id = a.id
  where a.id in (select ar.account_id from account_role as ar where ${roles}) and ${days}
  group by a.id, a.code, a.name having sum(b.amount) <> 0`;
