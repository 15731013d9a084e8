import type { Day } from '../../../../preload/contract/values/day.ts';
import type { QueryContext } from '../../../engine/context.ts';
import { policy } from '../../company/index.ts';
import { loadLayout } from './layout.ts';
import type { Sums } from './lines.ts';
import { positionLines, resultLines } from './reckon.ts';
import { yearStartOf } from './spans.ts';
import { sumsOf } from './sums.ts';

/** Two columns per account: with what would be posted besides, and as posted. */
const beside = (sums: Sums, column: number, extra: ReadonlyMap<string, number>): Sums => {
  const ids = new Set([...sums.keys(), ...extra.keys()]);
  return new Map([...ids].map((id) => [id, [(sums.get(id)?.[column] ?? 0) + (extra.get(id) ?? 0), sums.get(id)?.[column] ?? 0]]));
};

/**
 * Profit and loss of some days and the balance sheet of their last one as they would be with `extra` posted within them (minor units per
 * account, debit positive), beside what they are now.
 */
export async function statementsWith(
  { tx, company }: Pick<QueryContext, 'tx' | 'company'>,
  { from, to }: { readonly from: Day; readonly to: Day },
  extra: ReadonlyMap<string, number>,
) {
  const { accounts, carried } = await loadLayout(tx);
  const yearStart = yearStartOf(to, policy({ company }, 'fiscalYearStart'));
  const sums = await sumsOf(tx, [
    { from, to },
    { from: null, to },
    { from: yearStart, to },
  ]);
  return {
    result: resultLines(accounts, beside(sums, 0, extra), 2),
    position: positionLines(accounts, beside(sums, 1, extra), beside(sums, 2, extra), 2, carried),
  };
}
