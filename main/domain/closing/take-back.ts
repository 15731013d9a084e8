import type { CommandContext } from '../../engine/context.ts';
import { type EntryDraft, linesOf, negated, postEntries } from '../accounting/index.ts';

/** An entry that is taken back, and what it was of in words; without an entry nothing had been posted. */
interface Taken {
  readonly entryId: number | null;
  readonly what: string;
}

const MEMO_MAX = 200;

/** Posts the opposite of each entry on its own day: what was proposed for a month goes as if it had never been. Every day has to be open, else it is refused. */
export async function postOpposites(ctx: CommandContext, source: EntryDraft['source'], entries: readonly Taken[]): Promise<void> {
  const drafts: EntryDraft[] = [];
  for (const { entryId, what } of entries) {
    if (entryId === null) continue;
    const { on, lines } = await linesOf(ctx.tx, entryId);
    drafts.push({ journal: 'GEN', on, source, memo: `Taken back: ${what}`.slice(0, MEMO_MAX), lines: lines.map(negated) });
  }
  await postEntries(ctx, drafts);
}
