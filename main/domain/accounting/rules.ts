import {
  alreadyReversed,
  isReversal,
  itemTooSmall,
  type JournalCode,
  type LockKind,
  lockAhead,
  lockNeverBack,
  notMatchable,
  ownedByDocument,
  periodLocked,
} from '../../../preload/contract/accounting.ts';
import { nothingToReopen, reopenByTwo } from '../../../preload/contract/accounting-locks.ts';
import { type Refusal, refuse } from '../../../preload/contract/refusal.ts';
import { addDays, type Day } from '../../../preload/contract/values/day.ts';
import { share } from '../../../preload/contract/values/int.ts';
import type { Minor } from '../../../preload/contract/values/money.ts';
import type { LineDraft, OpenItem } from './model.ts';

/** The day before which no company keeps books: a lock standing here locks nothing. */
export const NOTHING_LOCKED: Day = '0001-01-01';

const LOCK_OF_JOURNAL: Readonly<Record<JournalCode, LockKind | undefined>> = {
  SAL: 'sales',
  PUR: 'purchases',
  STK: 'stock',
  BNK: 'bank',
  GEN: undefined,
};

/** Areas of the books the accounts of an entry belong to. */
export type Touched = ReadonlySet<'stock' | 'purchases' | 'sales' | 'tax'>;

/**
 * Locks an entry is tested against: always `hard` and `all`, the one of its journal, and `tax` when it posts tax. An entry that
 * moves the value of stock is tested against every area it touches: a receipt owes the supplier, a shipment is cost of sales, a
 * bill that reprices goods changes stock. Money received for an invoice touches receivables and does not wait for sales.
 */
export function locksTested(journal: JournalCode, touched: Touched): LockKind[] {
  const kinds = new Set<LockKind>(['hard', 'all']);
  const own = LOCK_OF_JOURNAL[journal];
  if (own) kinds.add(own);
  if (touched.has('tax')) kinds.add('tax');
  if (journal === 'STK' || touched.has('stock')) for (const area of touched) kinds.add(area);
  return [...kinds];
}

/** Days somebody may post on although a lock covers them. */
export interface LockException {
  readonly kind: LockKind;
  readonly from: Day;
  /** null: everybody */
  readonly userId: string | null;
  readonly expiresOn: Day;
}

/** Locks as they hold for one person today: an exception moves the end of its lock back, the hard lock knows none. */
export function locksFor(
  locks: ReadonlyMap<LockKind, Day>,
  exceptions: readonly LockException[],
  who: { readonly userId: string; readonly today: Day },
): ReadonlyMap<LockKind, Day> {
  const held = new Map(locks);
  for (const { kind, from, userId, expiresOn } of exceptions) {
    const through = held.get(kind);
    if (kind === 'hard' || through === undefined || expiresOn < who.today || (userId !== null && userId !== who.userId)) continue;
    if (from <= through) held.set(kind, addDays(from, -1));
  }
  return held;
}

/** Refuses a posting day on or before any lock tested; names the lock reaching furthest and the day after it. */
export function decideOpen(locks: ReadonlyMap<LockKind, Day>, kinds: readonly LockKind[], on: Day): Refusal | undefined {
  let worst: { kind: LockKind; through: Day } | undefined;
  for (const kind of kinds) {
    const through = locks.get(kind) ?? NOTHING_LOCKED;
    if (on <= through && (worst === undefined || through > worst.through)) worst = { kind, through };
  }
  return worst && refuse(periodLocked, { ...worst, on, nextOpenOn: addDays(worst.through, 1) });
}

/** A lock only moves forward here: days are reopened by two people, and never behind a hard lock, which may not lie ahead of today. */
export function decideLock(kind: LockKind, current: Day, through: Day, today: Day): Refusal | undefined {
  if (kind !== 'hard') return through < current ? refuse(reopenByTwo, { kind, through: current, back: through }) : undefined;
  if (through < current) return refuse(lockNeverBack, { through: current });
  if (through > today) return refuse(lockAhead, { today });
  return undefined;
}

/** Refuses to reopen days that are open, or that the hard lock holds for ever. */
export function decideReopening(kind: LockKind, locks: ReadonlyMap<LockKind, Day>, from: Day): Refusal | undefined {
  const through = locks.get(kind) ?? NOTHING_LOCKED;
  if (from > through) return refuse(nothingToReopen, { kind, through, from });
  const hard = locks.get('hard') ?? NOTHING_LOCKED;
  return from <= hard ? refuse(lockNeverBack, { through: hard }) : undefined;
}

export interface EntryFacts {
  readonly number: string;
  readonly sourceKind: string;
  readonly sourceId: string;
  readonly reversesId: number | null;
  /** Number of the entry that reversed it. */
  readonly reversedBy: string | null;
}

/** Only manual entries are reversed by hand, once, and a reversal is not reversed again. */
export function decideReversal(entry: EntryFacts): Refusal | undefined {
  const { number, sourceKind, sourceId } = entry;
  if (entry.reversesId !== null) return refuse(isReversal, { number });
  if (entry.reversedBy !== null) return refuse(alreadyReversed, { number, by: entry.reversedBy });
  if (sourceKind !== 'manual') return refuse(ownedByDocument, { number, sourceKind, sourceId });
  return undefined;
}

/** The line that undoes `line`: same account and item, both amounts negated. */
export function negated(line: LineDraft): LineDraft {
  return { ...line, amount: -line.amount + 0, ...(line.docAmount === undefined ? {} : { docAmount: -line.docAmount + 0 }) };
}

/**
 * Refuses a settlement of more than is open: `change` (signed as posted) has to point against the residual and must not
 * carry it across zero. Paying 130 on an invoice of 120, or refunding a credit twice, ends here.
 */
export function decideSettlement(itemKey: string, residual: Minor, change: Minor, currency: string): Refusal | undefined {
  const open = change < 0 ? Math.max(residual, 0) : Math.max(-residual, 0);
  if (Math.abs(change) <= open) return undefined;
  return refuse(itemTooSmall, { itemKey, open, asked: Math.abs(change), currency });
}

/** What a match moves from the credit item to the debit item: negative amounts, so that both residuals approach zero. */
export interface MatchDecision {
  readonly amount: Minor;
  readonly docAmount: Minor;
}

/**
 * Matches `amount` (positive) of an open credit with an open debit of one account. Refuses more than either has open,
 * items of different currencies (their difference is an exchange result and needs a posting), and equal sides.
 */
export function decideMatch(debit: OpenItem, credit: OpenItem, amount: Minor, currency: string): MatchDecision | Refusal {
  const no = (reason: string) => refuse(notMatchable, { fromKey: credit.itemKey, toKey: debit.itemKey, reason });
  if (debit.itemKey === credit.itemKey) return no('they are the same item');
  if (debit.currency !== credit.currency) return no(`one is in ${debit.currency}, the other in ${credit.currency}`);
  const tooMuch =
    decideSettlement(debit.itemKey, debit.residual, -amount, currency) ??
    decideSettlement(credit.itemKey, credit.residual, amount, currency);
  if (tooMuch) return tooMuch;
  const docAmount = share(credit.docResidual, -credit.residual, amount);
  return { amount: -amount, docAmount };
}
