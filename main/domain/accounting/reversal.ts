import type { CommandContext } from '../../engine/context.ts';
import { linesOf } from './lines-of.ts';
import type { EntryDraft } from './model.ts';
import { negated } from './rules.ts';

/** An entry that is to be undone. */
interface Undone {
  readonly entryId: number;
  readonly journal: EntryDraft['journal'];
  readonly memo: string;
}

/** The entry that undoes another on an open day: every line negated, so that the items it opened or settled go back. The original stays as it is. */
export async function reversalOf(ctx: CommandContext, { entryId, journal, memo }: Undone, on: string): Promise<EntryDraft> {
  const { lines } = await linesOf(ctx.tx, entryId);
  return { journal, on, source: { kind: 'reversal', id: String(entryId) }, memo, reversesId: entryId, lines: lines.map(negated) };
}
