import { badYear, closingOperations } from '../../../../preload/contract/closing.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { addDays } from '../../../../preload/contract/values/day.ts';
import { policy } from '../../company/index.ts';
import { handleCommand } from '../../handler.ts';
import { ensureCloseAccounts } from '../accounts.ts';
import * as store from '../store.ts';
import { beginsMonth, yearFrom } from '../years.ts';

/** Opens the first financial year, or the one after the last. */
export const openYear = handleCommand(closingOperations.openYear, async (ctx, { startsOn }) => {
  const no = (reason: string) => refuse(badYear, { reason });
  const last = await ctx.tx.db.selectFrom('fiscal_year').select('ends_on').orderBy('starts_on', 'desc').limit(1).executeTakeFirst();
  const next = last && addDays(last.ends_on, 1);
  const from = next ?? startsOn;
  if (from === undefined) throw no('the first one has to say which day it begins on');
  if (startsOn !== undefined && startsOn !== from) throw no(`the last one ends the day before ${from}, so the next begins there`);
  if (!beginsMonth(from)) throw no(`${from} is not the first day of a month`);
  const year = yearFrom(from, policy(ctx, 'fiscalYearStart'));
  await store.insertYear(ctx, year);
  await ensureCloseAccounts(ctx);
  return { year: year.code, startsOn: year.from, endsOn: year.to, periods: year.periods.length };
});
