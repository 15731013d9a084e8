import { type Stage, statementOperations } from '../../../../preload/contract/accounting-statements.ts';
import { addDays } from '../../../../preload/contract/values/day.ts';
import { policy } from '../../company/index.ts';
import { handleQuery } from '../../handler.ts';
import { cashLines } from '../statements/cash.ts';
import { loadLayout, type PlacedAccount } from '../statements/layout.ts';
import { reckoned, type Sums, total } from '../statements/lines.ts';
import { positionLines, resultLines } from '../statements/reckon.ts';
import { comparedDay, comparedDays, type Span, yearStartOf } from '../statements/spans.ts';
import { sumsOf } from '../statements/sums.ts';

const ofStage = (accounts: readonly PlacedAccount[], stage: Stage) => accounts.filter((a) => a.stage === stage);
export const profitAndLoss = handleQuery(statementOperations.profitAndLoss, async ({ tx }, { from, to, compare }) => {
  const span = { from, to };
  const compared = compare === undefined ? null : comparedDays(span, compare);
  const spans: Span[] = compared ? [span, compared] : [span];
  const { accounts } = await loadLayout(tx);
  return { span, compared, rows: resultLines(accounts, await sumsOf(tx, spans), spans.length) };
});

export const balanceSheet = handleQuery(statementOperations.balanceSheet, async ({ tx, company }, { on, compare }) => {
  const days = compare === undefined ? [on] : [on, comparedDay(on, compare)];
  const starts = days.map((d) => yearStartOf(d, policy({ company }, 'fiscalYearStart')));
  const upTo = days.map((to): Span => ({ from: null, to }));
  const years = days.map((to, i): Span => ({ from: starts[i] ?? to, to }));
  const { accounts, carried } = await loadLayout(tx);
  const sums = await sumsOf(tx, [...upTo, ...years]);
  const part = (first: number): Sums => new Map([...sums].map(([id, values]) => [id, values.slice(first, first + days.length)]));
  const rows = positionLines(accounts, part(0), part(days.length), days.length, carried);
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
