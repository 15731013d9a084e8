import type { CsvMapping, ParsedStatement, StatementLine } from '../../../preload/contract/banking-files.ts';
import type { Day } from '../../../preload/contract/values/day.ts';
import { sumSafe } from '../../../preload/contract/values/int.ts';
import { FileDefect } from '../file-defect.ts';
import { assertWidth, tableOf } from '../file-table.ts';
import { tidy } from '../file-text.ts';
import { amountIn, dayOf } from '../file-values.ts';

const NAME_MAX = 200;
const LABEL_MAX = 1000;
const REFERENCE_MAX = 140;

type Cells = Readonly<Record<string, string>>;
interface Row {
  readonly line: number;
  readonly cells: Cells;
}
interface Read extends StatementLine {
  readonly balance: number | null;
}

/** The one statement of a CSV file, read by the mapping of its bank account. Refuses rows of another width and columns that are not there. */
export function readCsv(text: string, mapping: CsvMapping, currency: string): ParsedStatement {
  const rows = rowsIn(text, mapping);
  const lines = inOrder(rows.map((row) => readRow(row, mapping, currency)));
  const [first, last] = [lines[0], lines.at(-1)];
  if (!first || !last) throw new FileDefect(null, 'there is no line below the header');
  assertRunning(lines, rows);
  return {
    reference: first.bookedOn === last.bookedOn ? first.bookedOn : `${first.bookedOn} to ${last.bookedOn}`,
    accountNo: null,
    currency,
    opening: first.balance === null ? null : sumSafe([first.balance, -first.amount]),
    closing: last.balance,
    lines: lines.map(({ balance: _balance, ...line }) => line),
  };
}

function rowsIn(text: string, mapping: CsvMapping): Row[] {
  const { names, records } = tableOf(text, mapping);
  if (names.length === 0) throw new FileDefect(null, 'the file has no content');
  const { label, ...single } = mapping.columns;
  for (const wanted of [...Object.values(single), ...label])
    if (wanted !== undefined && !names.includes(wanted))
      throw new FileDefect(mapping.skip + 1, `there is no column "${wanted}" in the header; correct the mapping of this bank account`);
  return records.map((record) => {
    assertWidth(record, names, false);
    return { line: record.line, cells: Object.fromEntries(names.map((name, i) => [name, record.cells[i] ?? ''])) };
  });
}

const DAYS: Readonly<Record<CsvMapping['days'], readonly [RegExp, readonly [number, number, number]]>> = {
  'YYYY-MM-DD': [/^(\d{4})-(\d{1,2})-(\d{1,2})$/, [1, 2, 3]],
  'DD.MM.YYYY': [/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/, [3, 2, 1]],
  'DD.MM.YY': [/^(\d{1,2})\.(\d{1,2})\.(\d{2})$/, [3, 2, 1]],
  'DD/MM/YYYY': [/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, [3, 2, 1]],
  'MM/DD/YYYY': [/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, [3, 1, 2]],
  YYYYMMDD: [/^(\d{4})(\d{2})(\d{2})$/, [1, 2, 3]],
};

function dayIn(text: string, format: CsvMapping['days'], line: number): Day {
  const [form, [year, month, day]] = DAYS[format];
  // Some banks write the time behind the day.
  const match = form.exec(text.trim().split(/[ T]/)[0] ?? '');
  return dayOf(match?.[year] ?? '', match?.[month] ?? '', match?.[day] ?? '', text, line);
}

function readRow({ line, cells }: Row, mapping: CsvMapping, currency: string): Read {
  const { columns } = mapping;
  const cell = (name: string | undefined) => (name === undefined ? '' : (cells[name] ?? '').trim());
  const number = (text: string) => amountIn(text, currency, mapping, line);
  const said = cell(columns.currency);
  if (said !== '' && said.toUpperCase() !== currency)
    throw new FileDefect(line, `a row in ${said.slice(0, 10)}, the account is kept in ${currency}`);
  const bookedOn = dayIn(cell(columns.bookedOn), mapping.days, line);
  return {
    bookedOn,
    valueOn: cell(columns.valueOn) === '' ? bookedOn : dayIn(cell(columns.valueOn), mapping.days, line),
    amount: columns.amount === undefined ? ofTwo(cell(columns.debit), cell(columns.credit), number, line) : number(cell(columns.amount)),
    name: tidy(cell(columns.name), NAME_MAX),
    accountNo: tidy(cell(columns.accountNo), NAME_MAX),
    label: tidy(columns.label.map(cell).join(' '), LABEL_MAX) ?? '',
    reference: tidy(cell(columns.reference), REFERENCE_MAX),
    bankRef: null,
    balance: cell(columns.balance) === '' ? null : number(cell(columns.balance)),
  };
}

/** Debit takes away whatever its sign, credit gives. */
function ofTwo(debit: string, credit: string, number: (text: string) => number, line: number): number {
  const [out, into] = [debit === '' ? 0 : Math.abs(number(debit)), credit === '' ? 0 : number(credit)];
  if (debit === '' && credit === '') throw new FileDefect(line, 'neither debit nor credit has an amount');
  if (out !== 0 && into !== 0) throw new FileDefect(line, 'both debit and credit have an amount');
  return into - out;
}

/** Oldest first: banks write either way. */
function inOrder(lines: readonly Read[]): Read[] {
  const [first, last] = [lines[0], lines.at(-1)];
  if (!first || !last) return [];
  const days = first.bookedOn === last.bookedOn ? 0 : first.bookedOn < last.bookedOn ? 1 : -1;
  const second = lines[1];
  const runsDown =
    days === 0 && second && first.balance !== null && second.balance !== null && first.balance + second.amount !== second.balance;
  return days < 0 || runsDown ? lines.toReversed() : [...lines];
}

/** Where the file says what stood there after each line, every step must be right. */
function assertRunning(lines: readonly Read[], rows: readonly Row[]): void {
  lines.forEach((line, i) => {
    const before = lines[i - 1]?.balance;
    if (i === 0 || line.balance === null || before === null || before === undefined) return;
    if (sumSafe([before, line.amount]) !== line.balance)
      throw new FileDefect(rows[i]?.line ?? null, 'the balances do not follow from the amounts: a row is missing or was changed');
  });
}
