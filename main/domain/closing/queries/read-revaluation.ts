import { REVALUED_ITEMS_MAX, revaluationOperations } from '../../../../preload/contract/closing-revaluation.ts';
import { addDays, type Day, daysBetween } from '../../../../preload/contract/values/day.ts';
import { sumSafe } from '../../../../preload/contract/values/int.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { lastRate, loadChart } from '../../accounting/index.ts';
import { namesOfIds, policy } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';
import { periodOf } from '../load.ts';
import { foreignItems } from '../revaluation/load.ts';
import { type ForeignItem, revalue } from '../revaluation/rules.ts';

/** An item with what it is worth; null where no rate holds. */
interface Told extends ForeignItem {
  readonly worth: number | null;
  readonly difference: number | null;
}

/** Items of a currency by the rate that holds on a day; without one they stand as they are booked. */
async function told(ctx: QueryContext, currency: string, found: readonly ForeignItem[], on: Day) {
  const last = await lastRate(ctx.tx, currency, on);
  const kept = last && daysBetween(last.on, on) <= policy(ctx, 'rateMaxAgeDays') ? last : undefined;
  const items: readonly Told[] = kept
    ? revalue(found, kept.rate, ctx.company.currency)
    : found.map((item) => ({ ...item, worth: null, difference: null }));
  const booked = sumSafe(found.map((i) => i.amount));
  const worth = kept ? sumSafe(items.map((i) => i.worth ?? 0)) : null;
  return {
    items,
    row: {
      currency,
      items: found.length,
      doc: sumSafe(found.map((i) => i.doc)),
      booked,
      rate: kept?.rate ?? null,
      rateOn: last?.on ?? null,
      worth,
      difference: worth === null ? null : worth - booked,
    },
  };
}

const postedIn = async ({ tx }: QueryContext, period: string) => {
  const rows = await tx.db
    .selectFrom('close_revaluation as c')
    .leftJoin('journal_entry as e', 'e.id', 'c.entry_id')
    .leftJoin('journal_entry as r', 'r.id', 'c.reversal_id')
    .select(['c.currency', 'c.items', 'c.open_doc as doc', 'c.booked', 'c.worth', 'c.foreign_nano', 'c.company_nano'])
    .select(['c.entry_id as entryId', 'e.number', 'c.reversal_id as reversalId', 'r.number as reversal'])
    .where('c.period_code', '=', period)
    .where('c.undone_at', 'is', null)
    .orderBy('c.id')
    .execute();
  return rows.map(({ foreign_nano: foreign, company_nano: company, ...r }) => ({
    ...r,
    rate: { foreign, company },
    rateOn: null,
    difference: r.worth - r.booked,
  }));
};

/** What would be posted. Once a period is revalued nothing more is proposed. */
export const proposeRevaluation = handleQuery(revaluationOperations.proposeRevaluation, async (ctx, { period: code }) => {
  const { to: on } = await periodOf(ctx.tx, code);
  const posted = await postedIn(ctx, code);
  const open = posted.length > 0 ? [] : [...(await foreignItems(ctx, on))];
  const parts = [];
  for (const [currency, found] of open) parts.push(await told(ctx, currency, found, on));
  const items = parts.flatMap((p) => p.items).slice(0, REVALUED_ITEMS_MAX);
  const chart = await loadChart(ctx.tx);
  const named = await namesOfIds(
    ctx.tx,
    items.map((i) => i.itemKey),
  );
  return {
    on,
    reversedOn: addDays(on, 1),
    currencies: parts.map((p) => p.row),
    items: items.map(({ accountId, itemKey, currency, doc, amount, worth, difference }) => ({
      accountId,
      accountCode: chart.id(accountId).code,
      itemKey,
      itemName: named(itemKey),
      currency,
      doc,
      booked: amount,
      worth,
      difference,
    })),
    posted,
  };
});
