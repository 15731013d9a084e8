import type { Connection } from '../../../../db/dialect/portable.ts';
import type { DB } from '../../../../db/schema/index.ts';
import type { Day } from '../../../../preload/contract/values/day.ts';
import type { Rate } from '../../../../preload/contract/values/rate.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { policy } from '../../company/index.ts';
import { decideRate, type KeptRate } from './rules.ts';

/** The last rate of a currency up to a day; undefined where there is none. */
export async function lastRate({ db }: Connection<DB>, currency: string, on: Day): Promise<KeptRate | undefined> {
  const row = await db
    .selectFrom('exchange_rate')
    .select(['rate_on', 'foreign_nano', 'company_nano'])
    .where('currency', '=', currency)
    .where('rate_on', '<=', on)
    .orderBy('rate_on', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { currency, on: row.rate_on, rate: { foreign: row.foreign_nano, company: row.company_nano } };
}

/** One for one: the rate of the company's own currency. */
const OWN: Rate = { foreign: 1, company: 1 };

/**
 * The rate a document of a day is posted by: the last up to that day, never older than the policy `rateMaxAgeDays` says. Refuses a
 * currency without one. The company's own currency is worth itself.
 */
export async function rateOn(ctx: Pick<CommandContext, 'tx' | 'company'>, currency: string, on: Day): Promise<Rate> {
  if (currency === ctx.company.currency) return OWN;
  const decided = decideRate(currency, on, await lastRate(ctx.tx, currency, on), policy(ctx, 'rateMaxAgeDays'));
  if (decided instanceof Error) throw decided;
  return decided.rate;
}
