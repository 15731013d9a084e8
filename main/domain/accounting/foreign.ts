import { allocate, share, sumSafe } from '../../../preload/contract/values/int.ts';
import type { Minor } from '../../../preload/contract/values/money.ts';
import type { CommandContext } from '../../engine/context.ts';
import { ensureRole } from './chart.ts';
import type { LineDraft } from './model.ts';

/** An amount in the company's currency and in that of a document, signed alike. */
export interface Both {
  readonly amount: Minor;
  readonly doc: Minor;
}

/** What rounding alone leaves between two currencies; a difference of one minor unit is no change of a rate. */
const RESIDUE: Minor = 1;

/** The part of an item that goes with `doc` of it in its own currency: all that is left with the last of it, so that both currencies close. */
export const partOf = ({ amount, doc }: Both, taken: Minor): Minor => share(amount, doc, taken);

/**
 * The line of an exchange difference, debit positive: a loss to `fx/loss`, a gain to `fx/gain` (both `fx` until an account of their own plays
 * them), what rounding leaves to `fx-rounding`. It has no amount in the document's currency. None for nothing.
 */
export function exchangeLine(amount: Minor, currency: string, kind: 'fx' | 'fx-unrealised' = 'fx'): LineDraft[] {
  if (amount === 0) return [];
  const rounding = kind === 'fx' && Math.abs(amount) <= RESIDUE;
  const role = rounding ? 'fx-rounding' : `${kind}/${amount > 0 ? 'loss' : 'gain'}`;
  return [{ account: { role }, amount, docCurrency: currency, docAmount: 0 }];
}

/**
 * Lines of an entry in one transaction currency, balanced in it as well. Lines that say no amount in it (stock, variances, a bank account of
 * the company) stand for what the others leave, those of its side first and in proportion to what they are worth.
 */
export async function inCurrency(ctx: CommandContext, lines: readonly LineDraft[], currency: string): Promise<LineDraft[]> {
  if (currency === ctx.company.currency) return lines.map(({ docCurrency: _c, docAmount: _d, ...line }) => line);
  await ensureRole(ctx, 'fx-unrealised');
  await ensureRole(ctx, 'fx-rounding');
  const left = -sumSafe(lines.map((l) => l.docAmount ?? 0));
  const silent = lines.filter((l) => l.docAmount === undefined && l.amount !== 0);
  const sided = silent.filter((l) => Math.sign(l.amount) === Math.sign(left));
  const bearing = sided.length > 0 ? sided : silent;
  const shares =
    bearing.length === 0
      ? []
      : allocate(
          left,
          bearing.map((l) => Math.abs(l.amount)),
        );
  const docOf = new Map(bearing.map((line, i) => [line, shares[i] ?? 0]));
  const stated = lines.map((line) => ({ ...line, docCurrency: currency, docAmount: line.docAmount ?? docOf.get(line) ?? 0 }));
  // Goods worth less than the smallest unit of the company's currency leave no line to bear what they cost.
  if (bearing.length > 0 || left === 0) return stated;
  return [...stated, { account: { role: 'fx-rounding' }, amount: 0, docCurrency: currency, docAmount: left }];
}
