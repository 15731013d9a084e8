import { sql } from 'kysely';
import { addDays } from '../../../../preload/contract/values/day.ts';
import { foreignItemsOn } from '../../accounting/index.ts';
import { policy } from '../../company/index.ts';
import { type CloseItem, NO_TEXT } from '../item.ts';

/** A company that deals in its own currency alone has no use for these items. */
const dealsAbroad = sql<boolean>`exists (select 1 from exchange_rate) or exists (select 1 from party_currency)`;

/** Currencies something was open in at the end of the period, with what it was booked at. */
const openCurrencies = (to: string, path: string, which: ReturnType<typeof sql>) => sql`
  select f.currency as id, cast(${to} as text) as on_day, f.currency as label, '' as detail, ${NO_TEXT} as record, cast(${path} as text) as path,
    cast(sum(f.amount) as bigint) as value
  from (${foreignItemsOn(to)}) as f where ${which} group by f.currency`;

export const ratesThere: CloseItem = {
  code: 'exchange-rates',
  area: 'money',
  title: 'Exchange rates missing',
  says: 'Currencies something is open in at the end of the period, without a rate that holds on its last day.',
  mustBeNothing: true,
  owner: 'accountant',
  due: 3,
  applies: dealsAbroad,
  rows: ({ to }, company) =>
    openCurrencies(
      to,
      '/exchange-rates',
      sql`not exists (select 1 from exchange_rate as x where x.currency = f.currency and x.rate_on <= ${to}
        and x.rate_on >= ${addDays(to, -policy({ company }, 'rateMaxAgeDays'))})`,
    ),
};

export const revalued: CloseItem = {
  code: 'revaluation',
  area: 'money',
  title: 'Other currencies not revalued',
  says: 'Currencies something is open in at the end of the period that were not brought to the rate of its last day.',
  mustBeNothing: true,
  owner: 'accountant',
  due: 5,
  applies: dealsAbroad,
  rows: ({ code, to }) =>
    openCurrencies(
      to,
      `/revaluations/${code}`,
      sql`not exists (select 1 from close_revaluation as v where v.period_code = ${code} and v.undone_at is null and v.currency = f.currency)`,
    ),
};
