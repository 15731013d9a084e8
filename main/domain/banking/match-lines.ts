import type { Selectable } from 'kysely';
import type { DB } from '../../../db/schema/index.ts';
import { accountManaged, itemKeyMissing } from '../../../preload/contract/accounting.ts';
import { entryTaken, type LineMatch, type MatchPart, overMatched } from '../../../preload/contract/banking-matching.ts';
import { notFound } from '../../../preload/contract/engine.ts';
import { nothingLetOff } from '../../../preload/contract/payment-terms.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import { sumSafe } from '../../../preload/contract/values/int.ts';
import { formatMinor, type Minor } from '../../../preload/contract/values/money.ts';
import type { CommandContext } from '../../engine/context.ts';
import {
  accountByRole,
  accountFacts,
  assertSettles,
  type EntryDraft,
  type LineDraft,
  openItemsOf,
  postEntries,
  takeDiscounts,
} from '../accounting/index.ts';
import { insertMatches, lowerOpen } from './store.ts';
import type { BankAccount } from './take-statements.ts';

type Line = Selectable<DB['bank_line']>;
/** Money that was taken back: what it had settled is open again. Rooms ask for it, people by a payout that failed. */
interface Reopening {
  readonly kind: 'reopen';
  readonly accountId: string;
  readonly itemKey: string;
  readonly amount: Minor;
}
type Part = MatchPart | Reopening;
/** What a line was for, as a command of people or another command of the room says it. */
type Matching = Omit<LineMatch, 'parts'> & { readonly parts: readonly Part[] };
/** Source kind of entries posted for lines of a bank; the source is the match. */
export const BANK_MATCH = 'bank-match';

/** A line as people find it on a statement. */
export const lineName = (line: Pick<Line, 'booked_on' | 'amount' | 'name'>, currency: string): string =>
  [`of ${line.booked_on} over ${formatMinor(line.amount, currency)}`, line.name].filter((t) => t !== null).join(', ');

interface Work {
  readonly id: string;
  readonly line: Line;
  readonly match: Matching;
  readonly amount: Minor;
}

/**
 * Matches lines of a bank account. What was not posted before gets an entry on the day of the line: Dr or Cr bank against the parts. Refuses
 * more than is open of a line or of an item, accounts that are kept by other rooms or by item, and entries whose amount on the bank's
 * account is taken already.
 */
export async function matchLines(
  ctx: CommandContext,
  account: BankAccount,
  matches: readonly Matching[],
): Promise<{ lines: number; amount: Minor }> {
  const work = await decided(ctx, account, matches);
  const posting = work.flatMap((w) => (postedParts(w.match).length > 0 ? [w] : []));
  await assertSettles(
    ctx,
    posting.flatMap(({ match }) =>
      match.parts.flatMap((p) => (p.kind === 'item' ? [{ accountId: p.accountId, itemKey: p.itemKey, change: -settledOf(p) }] : [])),
    ),
  );
  const drafts = await Promise.all(posting.map((w) => entryOf(ctx, account, w)));
  const entries = await postEntries(ctx, drafts);
  await assertEntriesFree(ctx, account, matches);
  const common = { bank_account_id: account.id, matched_at: ctx.now, undone_at: null, reversal_id: null, revision: 1 };
  const rows = work.flatMap((w) => {
    const at = posting.indexOf(w);
    const entry = at < 0 ? null : entries[at];
    const rule_id = w.match.ruleId ?? null;
    const linked = w.match.parts.flatMap((p) => (p.kind === 'entry' ? [p] : []));
    return [
      ...(entry
        ? [
            {
              ...common,
              id: w.id,
              line_id: w.line.id,
              amount: sumSafe(postedParts(w.match).map((p) => p.amount)),
              entry_id: entry.entryId,
              posted: 1 as const,
              rule_id,
            },
          ]
        : []),
      ...linked.map((p) => ({
        ...common,
        id: ctx.newId('bkm'),
        line_id: w.line.id,
        amount: p.amount,
        entry_id: p.entryId,
        posted: 0 as const,
        rule_id,
      })),
    ];
  });
  await insertMatches(ctx, rows);
  await lowerOpen(
    ctx,
    work.map((w) => ({ id: w.line.id, by: w.amount })),
  );
  return { lines: work.length, amount: sumSafe(work.map((w) => w.amount)) };
}

const postedParts = (match: Matching): Part[] => match.parts.filter((p) => p.kind !== 'entry');

/** Every match with its line, none of them over what is open there; a line may be named more than once. */
async function decided(ctx: CommandContext, account: BankAccount, matches: readonly Matching[]): Promise<Work[]> {
  const rows = await ctx.tx.db
    .selectFrom('bank_line')
    .selectAll()
    .where('bank_account_id', '=', account.id)
    .where('id', 'in', [...new Set(matches.map((m) => m.lineId))])
    .execute();
  const left = new Map(rows.map((r) => [r.id, r.open]));
  return matches.map((match) => {
    const line = rows.find((r) => r.id === match.lineId);
    if (!line) throw refuse(notFound, { kind: 'bank line', id: String(match.lineId) });
    const open = left.get(line.id) ?? 0;
    const amount = sumSafe(match.parts.map((p) => p.amount));
    if (amount === 0 || amount > 0 !== open > 0 || Math.abs(amount) > Math.abs(open))
      throw refuse(overMatched, { line: lineName(line, account.currency), open, asked: amount, currency: account.currency });
    left.set(line.id, open - amount);
    return { id: ctx.newId('bkm'), line, match, amount };
  });
}

async function entryOf(ctx: CommandContext, account: BankAccount, { id, line, match }: Work): Promise<EntryDraft> {
  const parts = postedParts(match);
  const lines = await Promise.all(parts.map((p) => lineOf(ctx, p, id)));
  const letOff = await discountLines(ctx, parts, line.booked_on);
  return {
    journal: 'BNK',
    on: line.booked_on,
    source: { kind: BANK_MATCH, id },
    memo: 'Bank line matched',
    lines: [{ account: { id: account.account_id }, amount: sumSafe(parts.map((p) => p.amount)) }, ...lines, ...letOff],
  };
}

/** What a part settles of its item: the money, and what is let off besides. */
const settledOf = ({ amount, discount }: Extract<MatchPart, { kind: 'item' }>): Minor => amount + Math.sign(amount) * discount;

/** What is let off the items of a line for paying early: a cost where a customer paid, a gain where a supplier was paid, tax with it. */
async function discountLines(ctx: CommandContext, parts: readonly Part[], on: string): Promise<LineDraft[]> {
  const found = parts.flatMap((p) => (p.kind === 'item' && p.discount > 0 ? [p] : []));
  if (found.length === 0) return [];
  const customers = await accountByRole(ctx, 'receivable');
  const lines: LineDraft[] = [];
  for (const part of found) {
    // Money that came in is of a customer, money that went out for a supplier; no other way is anything let off.
    const side = part.accountId === customers && part.amount > 0 ? 'customer' : 'supplier';
    if (side === 'supplier' && (part.amount > 0 || part.accountId !== (await accountByRole(ctx, 'payable'))))
      throw refuse(nothingLetOff, { itemKey: part.itemKey });
    const settled = { itemKey: part.itemKey, settled: Math.abs(settledOf(part)), discount: part.discount };
    for (const { role, amount, itemKey } of await takeDiscounts(ctx, side, on, [settled]))
      lines.push({ account: { role }, amount: Math.sign(part.amount) * amount, itemKey });
  }
  return lines;
}

async function lineOf(ctx: CommandContext, part: Part, matchId: string): Promise<LineDraft> {
  if (part.kind === 'entry') throw new Error('an entry that was posted before has no line to post');
  const amount = part.kind === 'item' ? -settledOf(part) : -part.amount;
  if (part.kind === 'on-account')
    return { account: { id: await accountByRole(ctx, part.role) }, amount, itemKey: matchId, partyId: part.partyId };
  const account = await accountFacts(ctx, part.accountId);
  if (part.kind === 'item' || part.kind === 'reopen') {
    const partyId = (await openItemsOf(ctx.tx, account.id, [part.itemKey])).get(part.itemKey)?.partyId;
    return {
      account: { id: account.id },
      amount,
      itemKey: part.itemKey,
      ...(partyId === null || partyId === undefined ? {} : { partyId }),
    };
  }
  const named = `${account.code} ${account.name}`;
  if (account.managedBy !== null) throw refuse(accountManaged, { account: named, room: account.managedBy });
  if (account.openItems) throw refuse(itemKeyMissing, { account: named });
  return {
    account: { id: account.id },
    amount,
    ...(part.memo === undefined ? {} : { memo: part.memo }),
    ...(part.channelId === undefined ? {} : { channelId: part.channelId }),
  };
}

/** What entries posted on the bank's account and no line was matched with; together their parts may take that and no more. */
async function assertEntriesFree(ctx: CommandContext, account: BankAccount, matches: readonly Matching[]): Promise<void> {
  const wanted = new Map<number, Minor>();
  for (const part of matches.flatMap((m) => m.parts))
    if (part.kind === 'entry') wanted.set(part.entryId, (wanted.get(part.entryId) ?? 0) + part.amount);
  for (const [entryId, amount] of wanted) {
    const entry = await ctx.tx.db
      .selectFrom('journal_entry')
      .select(['number', 'reverses_id'])
      .where('id', '=', entryId)
      .executeTakeFirst();
    if (!entry) throw refuse(notFound, { kind: 'entry', id: String(entryId) });
    const lines = await ctx.tx.db
      .selectFrom('journal_line')
      .select('amount')
      .where('entry_id', '=', entryId)
      .where('account_id', '=', account.account_id)
      .execute();
    const taken = await ctx.tx.db
      .selectFrom('bank_match')
      .select('amount')
      .where('entry_id', '=', entryId)
      .where('bank_account_id', '=', account.id)
      .where('undone_at', 'is', null)
      .execute();
    const left = sumSafe([...lines.map((l) => l.amount), ...taken.map((m) => -m.amount)]);
    const reversed = entry.reverses_id !== null || (await reversalNumber(ctx, entryId)) !== undefined;
    // Taken whole: a line of the books is seen by the bank or it is not.
    if (reversed || amount !== left)
      throw refuse(entryTaken, { number: entry.number, left: reversed ? 0 : left, currency: account.currency });
  }
}

const reversalNumber = async (ctx: CommandContext, entryId: number): Promise<string | undefined> =>
  (await ctx.tx.db.selectFrom('journal_entry').select('number').where('reverses_id', '=', entryId).executeTakeFirst())?.number;
