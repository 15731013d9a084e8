import { type Stage, statementOperations } from '../../../../preload/contract/accounting-statements.ts';
import { addDays } from '../../../../preload/contract/values/day.ts';
import { policy } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';
import { cashLines } from '../statements/cash.ts';
import { inResult, loadLayout, type PlacedAccount } from '../statements/layout.ts';
import { partOf, reckoned, type Sums, total, type Values } from '../statements/lines.ts';
import { comparedDay, comparedDays, type Span, yearStartOf } from '../statements/spans.ts';
import { sumsOf } from '../statements/sums.ts';

const ofStage = (accounts: readonly PlacedAccount[], stage: Stage) => accounts.filter((a) => a.stage === stage);
const negated = (values: Values): Values => values.map((v) => -v + 0);

export const profitAndLoss = handleQuery(statementOperations.profitAndLoss, async ({ tx }, { from, to, compare }) => {
  const span = { from, to };
  const compared = compare === undefined ? null : comparedDays(span, compare);
  const spans: Span[] = compared ? [span, compared] : [span];
  const { accounts } = await loadLayout(tx);
  const sums = await sumsOf(tx, spans);
  const part = (stage: Stage) => partOf(stage, ofStage(accounts, stage), sums, spans.length, -1);
  const after = (before: Values, ...parts: readonly { readonly sum: Values }[]) =>
    total(spans.length, [before, ...parts.map((p) => p.sum)]);
  const [revenue, cost, operating, finance, tax] = [
    part('revenue'),
    part('cost-of-sales'),
    part('operating'),
    part('finance'),
    part('income-tax'),
  ];
  const gross = after(revenue.sum, cost);
  const operated = after(gross, operating);
  const beforeTax = after(operated, finance);
  const rows = [
    ...revenue.rows,
    ...cost.rows,
    reckoned('gross-profit', gross),
    ...operating.rows,
    reckoned('operating-result', operated),
    ...finance.rows,
    reckoned('result-before-tax', beforeTax),
    ...tax.rows,
    reckoned('net-result', after(beforeTax, tax)),
  ];
  return { span, compared, rows };
});

/** What income and expense come to over some columns of sums, profit positive. */
const resultOf = (accounts: readonly PlacedAccount[], sums: Sums, columns: readonly number[]): Values =>
  columns.map((c) => -accounts.filter((a) => inResult(a.stage)).reduce((sum, a) => sum + (sums.get(a.account.id)?.[c] ?? 0), 0) + 0);

/**
 * The result is never moved into equity before the year ends, and late where nobody does it: what income and expense accounts carry stands
 * in equity as reckoned lines, the financial year of the day apart from all years before it.
 */
export const balanceSheet = handleQuery(statementOperations.balanceSheet, async ({ tx, company }, { on, compare }) => {
  const days = compare === undefined ? [on] : [on, comparedDay(on, compare)];
  const starts = days.map((d) => yearStartOf(d, policy({ company }, 'fiscalYearStart')));
  const upTo = days.map((to): Span => ({ from: null, to }));
  const years = days.map((to, i): Span => ({ from: starts[i] ?? to, to }));
  const { accounts } = await loadLayout(tx);
  const sums = await sumsOf(tx, [...upTo, ...years]);
  const columns = days.map((_, i) => i);
  const balances: Sums = new Map([...sums].map(([id, values]) => [id, values.slice(0, days.length)]));
  const part = (stage: Stage, sign: 1 | -1) => partOf(stage, ofStage(accounts, stage), balances, days.length, sign);
  const add = (...parts: readonly Values[]) => total(days.length, parts);
  const [cash, current, fixed] = [part('cash', 1), part('current-assets', 1), part('fixed-assets', 1)];
  const [owedSoon, owedLate, equity] = [part('current-liabilities', -1), part('long-term-liabilities', -1), part('equity', -1)];
  const whole = resultOf(accounts, sums, columns);
  const ofYear = resultOf(
    accounts,
    sums,
    columns.map((c) => c + days.length),
  );
  const earlier = add(whole, negated(ofYear));
  const liabilities = add(owedSoon.sum, owedLate.sum);
  const allEquity = add(equity.sum, earlier, ofYear);
  const rows = [
    ...cash.rows,
    ...current.rows,
    ...fixed.rows,
    reckoned('total-assets', add(cash.sum, current.sum, fixed.sum)),
    ...owedSoon.rows,
    ...owedLate.rows,
    reckoned('total-liabilities', liabilities),
    ...equity.rows,
    ...(earlier.some((v) => v !== 0) ? [reckoned('earlier-results', earlier)] : []),
    reckoned('current-result', ofYear),
    reckoned('total-equity', allEquity),
    reckoned('liabilities-and-equity', add(liabilities, allEquity)),
  ];
  const [, then] = days;
  return { span: { from: null, to: on }, compared: then === undefined ? null : { from: null, to: then }, rows, yearStart: starts[0] ?? on };
});

export const cashFlow = handleQuery(statementOperations.cashFlow, async ({ tx }, { from, to, compare }) => {
  const span = { from, to };
  const compared = compare === undefined ? null : comparedDays(span, compare);
  const spans = compared ? [span, compared] : [span];
  const { accounts } = await loadLayout(tx);
  const before = spans.map((s): Span => ({ from: null, to: addDays(s.from, -1) }));
  const kept = await sumsOf(tx, before);
  const opening = total(
    spans.length,
    ofStage(accounts, 'cash').map((a) => kept.get(a.account.id) ?? []),
  );
  const { rows, change } = await cashLines(tx, accounts, spans);
  return {
    span,
    compared,
    rows: [
      reckoned('opening-cash', opening),
      ...rows,
      reckoned('cash-change', change),
      reckoned('closing-cash', total(spans.length, [opening, change])),
    ],
  };
});

export const listGroups = handleQuery(statementOperations.listGroups, async ({ tx }) => {
  const { groups, accounts } = await loadLayout(tx);
  return { rows: groups.map((g) => ({ ...g, accounts: accounts.filter((a) => a.group?.code === g.code).length })) };
});
