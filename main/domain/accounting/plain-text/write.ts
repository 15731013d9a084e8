import type { JournalEntryText, JournalExport } from '../../../../preload/contract/accounting-journal.ts';
import { accountNames, type NamedAccount } from './names.ts';
import { plainText } from './text.ts';

/** Where a page of entries goes on: behind the last one of the page before. */
export type After = { readonly on: string; readonly id: number } | undefined;

interface Source {
  readonly accounts: readonly NamedAccount[];
  readonly currency: string;
  readonly page: (after: After) => Promise<{ readonly rows: readonly JournalEntryText[]; readonly more: boolean }>;
}

/** The text of a journal as it is read, a page at a time: a file of millions of lines holds no more than one page. */
export async function* journalText({ format }: JournalExport, { accounts, currency, page }: Source): AsyncGenerator<string> {
  const text = plainText(format, accountNames(accounts, format), currency);
  yield text.head;
  for (let after: After; ; ) {
    const { rows, more } = await page(after);
    if (rows.length > 0) yield rows.map(text.entry).join('');
    const last = rows.at(-1);
    if (!more || !last) return;
    after = { on: last.postedOn, id: last.id };
  }
}
