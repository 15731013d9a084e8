import { accrualOperations } from '../../../../preload/contract/closing-accruals.ts';
import { addDays } from '../../../../preload/contract/values/day.ts';
import { loadChart, statementsWith } from '../../accounting/index.ts';
import { handleQuery } from '../../handler.ts';
import { amountOf, proposalsFor } from '../accruals/proposals.ts';
import { periodOf } from '../load.ts';

export const listAccrualRules = handleQuery(accrualOperations.listAccrualRules, async ({ tx }) => {
  const rows = await tx.db
    .selectFrom('accrual_rule as r')
    .innerJoin('account as a', 'a.id', 'r.account_id')
    .select([
      'r.id',
      'r.kind',
      'r.title',
      'r.account_id as accountId',
      'a.code',
      'a.name',
      'r.amount',
      'r.from_on as from',
      'r.to_on as to',
    ])
    .select(['r.ended_on as endedOn', 'r.revision'])
    .orderBy('r.id', 'desc')
    .execute();
  const shown = rows.map(({ code, name, ...r }) => ({ ...r, account: `${code} ${name}` }));
  return { rows: [...shown.filter((r) => r.endedOn === null), ...shown.filter((r) => r.endedOn !== null)] };
});

/** What would be posted, and what the statements of the period would then say. Once its accruals are posted nothing more is proposed. */
export const proposeAccruals = handleQuery(accrualOperations.proposeAccruals, async ({ tx, company }, { period: code }) => {
  const period = await periodOf(tx, code);
  const chart = await loadChart(tx);
  const posted = await tx.db
    .selectFrom('close_accrual as c')
    .innerJoin('journal_entry as e', 'e.id', 'c.entry_id')
    .innerJoin('journal_entry as r', 'r.id', 'c.reversal_id')
    .select(['c.kind', 'c.title', 'c.amount', 'c.entry_id as entryId', 'e.number', 'c.reversal_id as reversalId', 'r.number as reversal'])
    .select('r.posted_on as reversedOn')
    .where('c.period_code', '=', code)
    .where('c.undone_at', 'is', null)
    .orderBy('c.id')
    .execute();
  const proposals = posted.length > 0 ? [] : await proposalsFor({ tx, company }, period);
  const extra = new Map<string, number>();
  const shown = proposals.map((p) => ({
    kind: p.kind,
    title: p.title,
    how: p.how,
    amount: amountOf(p),
    lines: p.lines
      .filter((l) => l.amount !== 0)
      .map((l) => {
        const { id: accountId, code: account, name } = chart.of(l.account);
        extra.set(accountId, (extra.get(accountId) ?? 0) + l.amount);
        return { accountId, code: account, name, amount: l.amount };
      }),
  }));
  return { reversedOn: addDays(period.to, 1), proposals: shown, posted, ...(await statementsWith({ tx, company }, period, extra)) };
});
