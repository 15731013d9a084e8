import type { Stage } from '../../../../preload/contract/accounting-statements.ts';
import { inResult, type PlacedAccount } from './layout.ts';
import { partOf, reckoned, type Sums, total, type Values } from './lines.ts';

const ofStage = (accounts: readonly PlacedAccount[], stage: Stage) => accounts.filter((a) => a.stage === stage);
const negated = (values: Values): Values => values.map((v) => -v + 0);

/** Lines of the profit and loss account out of what was posted per account in each column. */
export function resultLines(accounts: readonly PlacedAccount[], sums: Sums, columns: number) {
  const part = (stage: Stage) => partOf(stage, ofStage(accounts, stage), sums, columns, -1);
  const after = (before: Values, ...parts: readonly { readonly sum: Values }[]) => total(columns, [before, ...parts.map((p) => p.sum)]);
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
  return [
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
}

/** What income and expense come to per column, profit positive, less what was carried to equity on the account `carried`. */
const resultOf = (accounts: readonly PlacedAccount[], sums: Sums, columns: number, carried: string | undefined): Values =>
  Array.from(
    { length: columns },
    (_, c) =>
      -accounts
        .filter((a) => inResult(a.stage) || a.account.id === carried)
        .reduce((sum, a) => sum + (sums.get(a.account.id)?.[c] ?? 0), 0) + 0,
  );

/**
 * Lines of the balance sheet out of balances at the end of each column's day, and of what its financial year came to so far. Income and
 * expense accounts are never emptied: what they carry stands in equity as reckoned lines, the financial year of the day apart from the years
 * before it. What a year's end carried to retained earnings (the account `carried`) is taken off them again, so that it counts once.
 */
export function positionLines(
  accounts: readonly PlacedAccount[],
  balances: Sums,
  ofYears: Sums,
  columns: number,
  carried: string | undefined,
) {
  const part = (stage: Stage, sign: 1 | -1) =>
    partOf(
      stage,
      ofStage(accounts, stage).filter((a) => a.account.id !== carried),
      balances,
      columns,
      sign,
    );
  const add = (...parts: readonly Values[]) => total(columns, parts);
  const [cash, current, fixed] = [part('cash', 1), part('current-assets', 1), part('fixed-assets', 1)];
  const [owedSoon, owedLate, equity] = [part('current-liabilities', -1), part('long-term-liabilities', -1), part('equity', -1)];
  const ofYear = resultOf(accounts, ofYears, columns, carried);
  const earlier = add(resultOf(accounts, balances, columns, carried), negated(ofYear));
  const liabilities = add(owedSoon.sum, owedLate.sum);
  const allEquity = add(equity.sum, earlier, ofYear);
  return [
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
}
