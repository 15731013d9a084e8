import type { Insertable } from 'kysely';
import { setStatement } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import { accountInactive, itemKeyMissing, type JournalCode } from '../../../preload/contract/accounting.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import type { Day } from '../../../preload/contract/values/day.ts';
import { safeInt, sumSafe } from '../../../preload/contract/values/int.ts';
import type { CommandContext, LedgerRow, StandingRows } from '../../engine/context.ts';
import { takeNumbers } from '../company/index.ts';
import { type Chart, chartOf } from './chart.ts';
import type { AccountFacts, EntryDraft, LineDraft, PostedEntry, ResolvedEntry, ResolvedLine } from './model.ts';
import { onOpenDays } from './open-days.ts';
import { addBalances, addOpenItems, appendEntries, insertDimensionSets } from './store.ts';

/** Digits of an entry number: a busy journal passes 99,999 entries in a year. */
const ENTRY_DIGITS = 6;

/**
 * Posts entries, complete and numbered, in order; the one way into the books for every room. Per draft the posted entry,
 * or null when all of its lines are zero (then nothing refers to a reserved `entryId` either). Lines are not merged.
 *
 * Refuses a locked day (naming the next open one; under the policy "late entries" the entry moves there), a role nobody plays, an account closed for posting, and a line on an
 * open-item account without its key. An entry that does not balance is a bug of the caller and throws.
 */
export async function postEntries(ctx: CommandContext, drafts: readonly EntryDraft[]): Promise<(PostedEntry | null)[]> {
  const chart = await chartOf(ctx);
  const resolved = drafts.map((draft) => resolve(draft, chart));
  const drafted = resolved.filter((e) => e !== null);
  if (drafted.length === 0) return resolved.map(() => null);
  const ready = await onOpenDays(ctx, chart, drafted);
  const numbers = takeEntryNumbers(ctx, ready);
  const dimensions = await internDimensions(ctx, ready);
  const posted = await write(ctx, ready, numbers, dimensions);
  let next = 0;
  return resolved.map((entry) => (entry === null ? null : (posted[next++] ?? null)));
}

function resolve(draft: EntryDraft, chart: Chart): ResolvedEntry | null {
  const lines: ResolvedLine[] = [];
  let debit = 0;
  let balance = 0;
  for (const line of draft.lines) {
    if (line.amount === 0 && (line.docAmount ?? 0) === 0) continue;
    const account = chart.of(line.account);
    if (!account.active) throw refuse(accountInactive, { account: account.code });
    if (account.openItems && line.itemKey === undefined) throw refuse(itemKeyMissing, { account: `${account.code} ${account.name}` });
    if (line.amount > 0) debit = safeInt(debit + line.amount, 'debit');
    balance = safeInt(balance + line.amount, 'balance');
    lines.push({ draft: line, account });
  }
  if (lines.length === 0) return null;
  if (balance !== 0) throw new Error(`entry for ${draft.source.kind} ${draft.source.id} is out of balance by ${balance}`);
  return { draft, lines, debit };
}

/** Numbers per draft, gapless per journal and year of posting, in the order of the drafts. */
function takeEntryNumbers(ctx: CommandContext, entries: readonly ResolvedEntry[]): string[] {
  const groups = new Map<string, { journal: JournalCode; on: Day; places: number[] }>();
  entries.forEach(({ draft }, place) => {
    const key = draft.journal + draft.on.slice(0, 4);
    const group = groups.get(key);
    if (group) group.places.push(place);
    else groups.set(key, { journal: draft.journal, on: draft.on, places: [place] });
  });
  const numbers: string[] = [];
  for (const { journal, on, places } of groups.values()) {
    const taken = takeNumbers(ctx, journal, on, places.length, ENTRY_DIGITS);
    places.forEach((place, i) => (numbers[place] = taken[i] ?? ''));
  }
  return numbers;
}

const dimensionKey = (line: LineDraft): string | null =>
  line.channelId === undefined && line.warehouseId === undefined ? null : `${line.channelId ?? ''}|${line.warehouseId ?? ''}`;

const dimensionIds = setStatement<DB>()({ key: 'text' }, (db, w) =>
  db.selectFrom(w).innerJoin('dimension_set', 'dimension_set.key', 'w.key').select(['dimension_set.key', 'dimension_set.id']),
);

const dimensionSets: StandingRows<number> = {
  tables: ['dimension_set'],
  async load(tx, keys) {
    const rows = await tx.runFor(
      dimensionIds,
      keys.map((key) => ({ key })),
    );
    return new Map(rows.map((row) => [row.key, row.id]));
  },
};

/** Integer id per set of dimensions used by the lines; new sets are added. */
async function internDimensions(ctx: CommandContext, entries: readonly ResolvedEntry[]): Promise<ReadonlyMap<string, number>> {
  const wanted = new Map<string, LineDraft>();
  for (const { lines } of entries)
    for (const { draft } of lines) {
      const key = dimensionKey(draft);
      if (key !== null && !wanted.has(key)) wanted.set(key, draft);
    }
  const known = await ctx.standingRows(dimensionSets, wanted.keys());
  const added: Insertable<DB['dimension_set']>[] = [];
  for (const [key, line] of wanted) {
    if (known.has(key)) continue;
    const id = ctx.nextId('dimension_set');
    known.set(key, id);
    added.push({ id, channel_id: line.channelId ?? null, warehouse_id: line.warehouseId ?? null, key });
  }
  await insertDimensionSets(ctx, added);
  return known;
}

async function write(
  ctx: CommandContext,
  entries: readonly ResolvedEntry[],
  numbers: readonly string[],
  dimensions: ReadonlyMap<string, number>,
): Promise<PostedEntry[]> {
  const home = ctx.company.currency;
  const entryRows: LedgerRow<'journal_entry'>[] = [];
  const lineRows: LedgerRow<'journal_line'>[] = [];
  const sealRows: LedgerRow<'journal_seal'>[] = [];
  const balances = new Map<string, Insertable<DB['account_balance']>>();
  const items = new Map<string, Insertable<DB['open_item']>>();
  const instalments: LedgerRow<'item_instalment'>[] = [];
  const posted: PostedEntry[] = [];
  entries.forEach(({ draft, lines, debit }, place) => {
    const id = draft.entryId ?? ctx.nextId('journal_entry');
    const number = numbers[place] ?? '';
    entryRows.push({
      id,
      journal_code: draft.journal,
      number,
      posted_on: draft.on,
      document_on: draft.documentOn ?? draft.on,
      source_kind: draft.source.kind,
      source_id: draft.source.id,
      memo: draft.memo,
      reverses_id: draft.reversesId ?? null,
    });
    lines.forEach(({ draft: line, account }, i) => {
      const key = dimensionKey(line);
      const dimension = key === null ? null : (dimensions.get(key) ?? null);
      const doc_currency = line.docCurrency ?? home;
      const doc_amount = line.docAmount ?? line.amount;
      lineRows.push({
        id: ctx.nextId('journal_line'),
        entry_id: id,
        line_no: i + 1,
        account_id: account.id,
        posted_on: draft.on,
        amount: line.amount,
        doc_currency,
        doc_amount,
        item_key: line.itemKey ?? null,
        party_id: line.partyId ?? null,
        dimension_id: dimension,
        memo: line.memo ?? null,
      });
      addBalance(balances, account.id, draft.on, dimension ?? 0, line.amount);
      if (account.openItems && line.itemKey !== undefined)
        addItem(items, account, line.itemKey, { line, on: draft.on, doc_currency, doc_amount });
      if (account.openItems && line.itemKey !== undefined && line.instalments !== undefined)
        instalments.push(...instalmentsOf(ctx, account, line.itemKey, line));
    });
    sealRows.push({ id, line_count: lines.length, debit });
    posted.push({ entryId: id, number, on: draft.on });
  });
  await appendEntries(ctx, entryRows, lineRows, sealRows);
  await addBalances(ctx, [...balances.values()]);
  await addOpenItems(ctx, [...items.values()]);
  if (instalments.length > 0) await ctx.append('item_instalment', instalments);
  return posted;
}

/** Rows of the parts an item falls due in, each with what falls due after it. */
function instalmentsOf(ctx: CommandContext, account: AccountFacts, item_key: string, { amount, instalments = [] }: LineDraft) {
  let later = amount;
  const rows = instalments.map((part): LedgerRow<'item_instalment'> => {
    later = safeInt(later - part.amount, 'later instalments');
    return { id: ctx.nextId('item_instalment'), account_id: account.id, item_key, due_on: part.dueOn, amount: part.amount, later };
  });
  if (later !== 0) throw new Error(`instalments of ${item_key} differ from what it comes to by ${later}`);
  return rows;
}

function addBalance(
  balances: Map<string, Insertable<DB['account_balance']>>,
  account_id: string,
  day: Day,
  dimension_id: number,
  amount: number,
) {
  const key = `${account_id}|${day}|${dimension_id}`;
  const debit = Math.max(amount, 0);
  const row = balances.get(key);
  if (!row) {
    balances.set(key, { account_id, day, dimension_id, amount, debit, lines: 1 });
    return;
  }
  row.amount = safeInt(row.amount + amount, 'balance');
  row.debit = safeInt(row.debit + debit, 'debit');
  row.lines += 1;
}

function addItem(
  items: Map<string, Insertable<DB['open_item']>>,
  account: AccountFacts,
  item_key: string,
  part: { line: LineDraft; on: Day; doc_currency: string; doc_amount: number },
) {
  const { line, on, doc_currency, doc_amount } = part;
  const key = `${account.id}|${item_key}`;
  const row = items.get(key);
  if (!row) {
    items.set(key, {
      account_id: account.id,
      item_key,
      party_id: line.partyId ?? null,
      currency: doc_currency,
      opened_on: on,
      due_on: line.dueOn ?? null,
      residual: line.amount,
      doc_residual: doc_amount,
    });
    return;
  }
  if (row.currency !== doc_currency)
    throw new Error(
      `open item ${item_key} of ${account.code} is in ${row.currency}; settle it in that currency and post the difference to currency exchange`,
    );
  row.residual = safeInt(row.residual + line.amount, 'residual');
  row.doc_residual = sumSafe([row.doc_residual, doc_amount]);
}
