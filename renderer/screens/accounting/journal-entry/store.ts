import type { OutputOf } from '../../../client/operations.ts';

export type Entry = OutputOf<'accounting.getEntry'>;
type Line = Entry['lines'][number];

/** A line with its amount on the side it stands on; the last line of the table has both sums and no account. */
export type EntryLine = Pick<Line, 'itemKey' | 'partyId' | 'channelId' | 'warehouseId' | 'memo'> & {
  readonly lineNo: string;
  readonly accountId: string | undefined;
  readonly account: string;
  readonly debit: number;
  readonly credit: number;
};

/** Lines as they are shown, and their own sums: they prove the amount of the entry. */
export function shownLines(entry: Entry, sum: string): { readonly rows: readonly EntryLine[]; readonly total: EntryLine } {
  const rows = entry.lines.map((l) => ({
    ...l,
    lineNo: String(l.lineNo),
    account: `${l.code} ${l.name}`,
    debit: Math.max(0, l.amount),
    credit: Math.max(0, -l.amount),
  }));
  const none = { itemKey: null, partyId: null, channelId: null, warehouseId: null, memo: null };
  const [debit, credit] = rows.reduce(([d, c], l) => [d + l.debit, c + l.credit], [0, 0]);
  return { rows, total: { ...none, lineNo: '', accountId: undefined, account: sum, debit, credit } };
}
