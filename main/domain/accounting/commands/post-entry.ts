import { accountingOperations, accountManaged, emptyEntry, unbalanced } from '../../../../preload/contract/accounting.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { sumSafe } from '../../../../preload/contract/values/int.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { handleCommand } from '../../handler.ts';
import { chartOf } from '../chart.ts';
import type { EntryDraft, LineDraft, PostedEntry } from '../model.ts';
import { postEntries } from '../posting.ts';
import { reversalOf } from '../reversal.ts';
import { decideReversal } from '../rules.ts';

/** Posts one entry somebody wrote by hand. */
async function postOne(ctx: CommandContext, draft: EntryDraft): Promise<PostedEntry> {
  const [posted] = await postEntries(ctx, [draft]);
  if (!posted) throw refuse(emptyEntry, {});
  return posted;
}

export const postEntry = handleCommand(accountingOperations.postEntry, async (ctx, input) => {
  const chart = await chartOf(ctx);
  const difference = sumSafe(input.lines.map((l) => l.amount));
  if (difference !== 0) throw refuse(unbalanced, { difference, currency: ctx.company.currency });
  const lines = input.lines.map(({ account: given, ...rest }): LineDraft => {
    const account = 'code' in given ? chart.code(given.code) : chart.of(given);
    if (account.managedBy !== null) throw refuse(accountManaged, { account: `${account.code} ${account.name}`, room: account.managedBy });
    return { ...defined(rest), amount: rest.amount, account: { id: account.id } };
  });
  const [currency, ...others] = new Set(lines.map((l) => l.docCurrency ?? ctx.company.currency));
  if (others.length === 0 && currency !== undefined) {
    const inDocument = sumSafe(lines.map((l) => l.docAmount ?? l.amount));
    if (inDocument !== 0) throw refuse(unbalanced, { difference: inDocument, currency });
  }
  const posted = await postOne(ctx, {
    journal: input.journal,
    on: input.on,
    ...(input.documentOn === undefined ? {} : { documentOn: input.documentOn }),
    source: { kind: 'manual', id: input.reference ?? 'manual' },
    memo: input.memo,
    lines,
  });
  return { entryId: posted.entryId, number: posted.number };
});

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
/** The object without keys that are undefined (inputs name every key, drafts leave out what is not given). */
function defined<T extends object>(given: T): Defined<T> {
  return Object.fromEntries(Object.entries(given).filter(([, v]) => v !== undefined)) as Defined<T>;
}

/** Undoes a manual entry on an open day; the original stays as it is, and the items it opened or settled go back. */
export const reverseEntry = handleCommand(accountingOperations.reverseEntry, async (ctx, input) => {
  const { db } = ctx.tx;
  const entry = await db
    .selectFrom('journal_entry as e')
    .leftJoin('journal_entry as r', 'r.reverses_id', 'e.id')
    .select([
      'e.id',
      'e.journal_code',
      'e.number',
      'e.source_kind',
      'e.source_id',
      'e.document_on',
      'e.memo',
      'e.reverses_id',
      'r.number as reversed_by',
    ])
    .where('e.id', '=', input.entryId)
    .executeTakeFirst();
  if (!entry) throw refuse(notFound, { kind: 'entry', id: String(input.entryId) });
  const no = decideReversal({
    number: entry.number,
    sourceKind: entry.source_kind,
    sourceId: entry.source_id,
    reversesId: entry.reverses_id,
    reversedBy: entry.reversed_by,
  });
  if (no) throw no;
  const undone = {
    entryId: entry.id,
    journal: entry.journal_code === 'BNK' ? ('BNK' as const) : ('GEN' as const),
    memo: input.memo ?? `Reversal: ${entry.memo}`.slice(0, 200),
  };
  const posted = await postOne(ctx, await reversalOf(ctx, undone, input.on));
  return { entryId: posted.entryId, number: posted.number };
});
