import type { CASH_ACTIVITIES, RECKONED, Stage, StatementRow } from '../../../../preload/contract/accounting-statements.ts';
import { sumSafe } from '../../../../preload/contract/values/int.ts';
import type { PlacedAccount } from './layout.ts';

/** The value of a line in each column asked for: one, or two where a statement is compared. */
export type Values = readonly number[];
/** Balances per account id, debit positive. */
export type Sums = ReadonlyMap<string, Values>;

type Word = Stage | (typeof CASH_ACTIVITIES)[number];

const line = (part: Omit<StatementRow, 'amount' | 'compared'>, values: Values): StatementRow => ({
  ...part,
  amount: values[0] ?? 0,
  compared: values[1] ?? null,
});

/** Adds columns. */
export const total = (columns: number, parts: readonly Values[]): Values =>
  Array.from({ length: columns }, (_, i) => sumSafe(parts.map((p) => p[i] ?? 0)));

const moved = (values: Values) => values.some((v) => v !== 0);

/** A line that is reckoned from others. */
export const reckoned = (word: (typeof RECKONED)[number], values: Values): StatementRow =>
  line({ id: word, kind: 'reckoned', level: 0, word, code: null, name: null, accountId: null }, values);

export interface Part {
  readonly rows: readonly StatementRow[];
  readonly sum: Values;
}

/**
 * One part of a statement: its own line, then its groups by position with their accounts, then accounts without a group. `sign` turns
 * balances (debit positive) the way the part is read. What is nil in every column is left out.
 */
export function partOf(word: Word, placed: readonly PlacedAccount[], sums: Sums, columns: number, sign: 1 | -1): Part {
  const valued = placed.flatMap(({ account, group }) => {
    const values = (sums.get(account.id) ?? []).map((v) => sign * v + 0);
    return moved(values) ? [{ account, group, values }] : [];
  });
  const groups = [...new Set(valued.flatMap((v) => (v.group ? [v.group] : [])))].toSorted(
    (a, b) => a.position - b.position || (a.code < b.code ? -1 : 1),
  );
  const accountLine = ({ account, values }: (typeof valued)[number], level: number) =>
    line(
      {
        id: `${word}/${account.id}`,
        kind: 'account',
        level,
        word: null,
        code: account.code,
        name: account.name,
        accountId: account.id,
      },
      values,
    );
  const rows = groups.flatMap((group) => {
    const members = valued.filter((v) => v.group === group);
    const sum = total(
      columns,
      members.map((m) => m.values),
    );
    const head = {
      id: `${word}/${group.code}`,
      kind: 'group',
      level: 1,
      word: null,
      code: null,
      name: group.name,
      accountId: null,
    } as const;
    return [line(head, sum), ...members.map((m) => accountLine(m, 2))];
  });
  const sum = total(
    columns,
    valued.map((v) => v.values),
  );
  const loose = valued.filter((v) => v.group === undefined).map((v) => accountLine(v, 1));
  const head = { id: word, kind: 'stage', level: 0, word, code: null, name: null, accountId: null } as const;
  return { rows: valued.length === 0 ? [] : [line(head, sum), ...rows, ...loose], sum };
}
