import type { ParsedStatement, StatementLine } from '../../../preload/contract/banking-files.ts';
import type { Day } from '../../../preload/contract/values/day.ts';
import { sumSafe } from '../../../preload/contract/values/int.ts';
import { FileDefect } from '../file-defect.ts';
import { tidy } from '../file-text.ts';
import { currencyIn, dayOf, plainAmount } from '../file-values.ts';
import { unescaped } from './xml.ts';

const NAME_MAX = 200;
const LABEL_MAX = 1000;
const REFERENCE_MAX = 140;
const DEPTH_MAX = 64;

/** An aggregate of OFX: values by name, and the aggregates within. */
interface Aggregate {
  readonly name: string;
  readonly line: number;
  readonly values: Map<string, string>;
  readonly inner: Aggregate[];
}
const aggregate = (name: string, line: number): Aggregate => ({ name, line, values: new Map(), inner: [] });

const TAG = /<(\/?)([A-Za-z0-9._]+)\s*(\/?)>([^<]*)/g;

/** Statements of banks and cards in an OFX file: 1.x, where values need no closing tag, and 2.x, which is XML. */
export function readOfx(text: string): ParsedStatement[] {
  const root = readTree(text);
  const found = within(root, ['STMTRS', 'CCSTMTRS']);
  if (found.length === 0) throw new FileDefect(root.line, 'no statement in it: STMTRS or CCSTMTRS is expected');
  return found.map(readStatement);
}

function readTree(text: string): Aggregate {
  const begin = text.search(/<OFX>/i);
  if (begin < 0) throw new FileDefect(1, 'no OFX in it');
  if (/<!|<\?/.test(text.slice(begin))) throw new FileDefect(null, 'declarations are not taken from files');
  let line = text.slice(0, begin).split('\n').length;
  let at = begin;
  const top = aggregate('', line);
  const stack: Aggregate[] = [top];
  let lastValue: string | undefined;
  for (const match of text.matchAll(TAG)) {
    if (match.index < begin) continue;
    if (match.index !== at) throw new FileDefect(line, 'a tag that is cut off or not well formed');
    const [whole, closes, rawName = '', empty, after = ''] = match;
    const name = rawName.toUpperCase();
    const value = after.trim();
    const here = stack.at(-1) ?? top;
    if (closes === '/') {
      if (value !== '') throw new FileDefect(line, `text after </${name}> belongs to nothing`);
      if (lastValue !== name) {
        if (here.name !== name) throw new FileDefect(line, `</${name}> closes what is not open`);
        stack.pop();
      }
      lastValue = undefined;
    } else if (value !== '' || empty === '/' || closedAtOnce(text, match.index + whole.length, rawName)) {
      here.values.set(name, unescaped(value, line));
      lastValue = name;
    } else {
      if (stack.length > DEPTH_MAX) throw new FileDefect(line, `elements nested deeper than ${DEPTH_MAX}`);
      const inner = aggregate(name, line);
      here.inner.push(inner);
      stack.push(inner);
      lastValue = undefined;
    }
    line += whole.split('\n').length - 1;
    at = match.index + whole.length;
  }
  if (at !== text.length) throw new FileDefect(line, 'a tag that is cut off or not well formed');
  const open = stack.at(-1);
  if (stack.length > 1) throw new FileDefect(line, `<${open?.name}> of line ${open?.line} is never closed: the file is cut off`);
  return top;
}

/** An element without text that is closed right behind it is an empty value and no aggregate. */
const closedAtOnce = (text: string, at: number, name: string): boolean =>
  text.slice(at, at + name.length + 3).toUpperCase() === `</${name.toUpperCase()}>`;

function within(of: Aggregate, names: readonly string[]): Aggregate[] {
  return of.inner.flatMap((a) => (names.includes(a.name) ? [a] : within(a, names)));
}

function dayIn(of: Aggregate, name: string): Day | undefined {
  const text = of.values.get(name);
  if (text === undefined) return undefined;
  const [, year = '', month = '', day = ''] = /^(\d{4})(\d{2})(\d{2})/.exec(text) ?? [];
  return dayOf(year, month, day, text, of.line);
}

function readStatement(stmt: Aggregate): ParsedStatement {
  const currency = currencyIn(stmt.values.get('CURDEF') ?? '', stmt.line);
  const [account] = within(stmt, ['BANKACCTFROM', 'CCACCTFROM']);
  const [balance] = within(stmt, ['LEDGERBAL']);
  const said = balance?.values.get('BALAMT');
  const closing = said === undefined ? null : plainAmount(said, currency, balance?.line ?? stmt.line);
  const lines = within(stmt, ['STMTTRN']).map((t) => readLine(t, currency));
  const [list] = within(stmt, ['BANKTRANLIST']);
  const from = list && dayIn(list, 'DTSTART');
  const to = list && dayIn(list, 'DTEND');
  return {
    reference: [from, to].filter((d) => d !== undefined).join(' to '),
    accountNo: tidy(account?.values.get('ACCTID'), NAME_MAX),
    currency,
    // OFX knows one balance, at its end.
    opening: closing === null ? null : sumSafe([closing, ...lines.map((l) => -l.amount)]),
    closing,
    lines: inOrder(lines),
  };
}

/** Oldest first: banks write either way. Lines of one day keep the order they came in, turned where the file runs backwards. */
function inOrder(lines: readonly StatementLine[]): StatementLine[] {
  const backwards = (lines[0]?.bookedOn ?? '') > (lines.at(-1)?.bookedOn ?? '');
  return (backwards ? lines.toReversed() : [...lines]).sort((a, b) => (a.bookedOn < b.bookedOn ? -1 : a.bookedOn > b.bookedOn ? 1 : 0));
}

function readLine(of: Aggregate, currency: string): StatementLine {
  const amount = of.values.get('TRNAMT');
  const bookedOn = dayIn(of, 'DTPOSTED');
  if (amount === undefined || bookedOn === undefined) throw new FileDefect(of.line, 'a transaction without TRNAMT or DTPOSTED');
  const [foreign] = within(of, ['CURRENCY']);
  const other = foreign?.values.get('CURSYM');
  if (other !== undefined && other !== currency) throw new FileDefect(of.line, `a transaction in ${other} in a statement in ${currency}`);
  const [payee] = within(of, ['PAYEE']);
  const [account] = within(of, ['BANKACCTTO', 'CCACCTTO']);
  const name = tidy(of.values.get('NAME') ?? payee?.values.get('NAME'), NAME_MAX);
  return {
    bookedOn,
    valueOn: dayIn(of, 'DTUSER') ?? bookedOn,
    amount: plainAmount(amount, currency, of.line),
    name,
    accountNo: tidy(account?.values.get('ACCTID'), NAME_MAX),
    label: tidy(of.values.get('MEMO') ?? of.values.get('NAME') ?? of.values.get('TRNTYPE'), LABEL_MAX) ?? '',
    reference: tidy(of.values.get('REFNUM') ?? of.values.get('CHECKNUM'), REFERENCE_MAX),
    bankRef: tidy(of.values.get('FITID'), REFERENCE_MAX),
  };
}
