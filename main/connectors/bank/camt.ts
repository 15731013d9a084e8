import type { ParsedStatement, StatementLine } from '../../../preload/contract/banking-files.ts';
import type { Day } from '../../../preload/contract/values/day.ts';
import { sumSafe } from '../../../preload/contract/values/int.ts';
import { FileDefect } from '../file-defect.ts';
import { tidy } from '../file-text.ts';
import { currencyIn, dayOf, plainAmount } from '../file-values.ts';
import { all, type Element, one, readXml, textOf } from './xml.ts';

const NAME_MAX = 200;
const LABEL_MAX = 1000;
const REFERENCE_MAX = 140;
/** What banks write where a payer gave no reference. */
const NO_REFERENCE = new Set(['NOTPROVIDED', 'NONREF']);

/** Statements of a CAMT.053 file of any version. Entries that are only expected (not booked) are left out. */
export function readCamt(text: string): ParsedStatement[] {
  const root = readXml(text);
  const statements = all(root, 'BkToCstmrStmt', 'Stmt');
  if (statements.length === 0) throw new FileDefect(root.line, 'no statement in it: CAMT.053 is expected (BkToCstmrStmt)');
  return statements.map(readStatement);
}

function readStatement(stmt: Element): ParsedStatement {
  const account = one(stmt, 'Acct');
  const currency = currencyOf(stmt);
  const booked = all(stmt, 'Ntry').filter((e) => (textOf(e, 'Sts', 'Cd') ?? textOf(e, 'Sts') ?? 'BOOK') === 'BOOK');
  return {
    reference: tidy(textOf(stmt, 'ElctrncSeqNb') ?? textOf(stmt, 'LglSeqNb') ?? textOf(stmt, 'Id'), REFERENCE_MAX) ?? '',
    accountNo: accountNumber(account),
    currency,
    opening: balance(stmt, currency, ['OPBD', 'PRCD']),
    closing: balance(stmt, currency, ['CLBD']),
    lines: booked.flatMap((entry) => readEntry(entry, currency)),
  };
}

const accountNumber = (of: Element | undefined): string | null =>
  tidy(textOf(of, 'Id', 'IBAN') ?? textOf(of, 'Id', 'Othr', 'Id'), NAME_MAX);

function currencyOf(stmt: Element): string {
  const found = one(stmt, 'Acct', 'Ccy')?.text ?? one(stmt, 'Bal', 'Amt')?.attributes['Ccy'] ?? one(stmt, 'Ntry', 'Amt')?.attributes['Ccy'];
  if (found === undefined) throw new FileDefect(stmt.line, 'the statement names no currency');
  return currencyIn(found, stmt.line);
}

/** Signed amount of an element that has `Amt` and the mark of credit or debit; refuses another currency. */
function signed(of: Element, amount: Element | undefined, currency: string): number {
  if (!amount) throw new FileDefect(of.line, `${of.name} has no amount`);
  const said = amount.attributes['Ccy'];
  if (said !== undefined && said !== currency) throw new FileDefect(amount.line, `an amount in ${said} in a statement in ${currency}`);
  const value = plainAmount(amount.text, currency, amount.line);
  const mark = textOf(of, 'CdtDbtInd');
  if (value < 0 || (mark !== 'CRDT' && mark !== 'DBIT')) throw new FileDefect(of.line, `${of.name} says neither credit nor debit`);
  return mark === 'DBIT' ? -value + 0 : value;
}

function balance(stmt: Element, currency: string, kinds: readonly string[]): number | null {
  const balances = all(stmt, 'Bal');
  for (const kind of kinds) {
    const found = balances.find((b) => textOf(b, 'Tp', 'CdOrPrtry', 'Cd') === kind);
    if (found) return signed(found, one(found, 'Amt'), currency);
  }
  return null;
}

function dayIn(of: Element | undefined): Day | undefined {
  const text = textOf(of, 'Dt') ?? textOf(of, 'DtTm');
  if (text === undefined || !of) return undefined;
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})/.exec(text) ?? [];
  return dayOf(year, month, day, text, of.line);
}

/** An entry is a line; a batch is one line for each of its payments where their amounts are all given and add up to it. */
function readEntry(entry: Element, currency: string): StatementLine[] {
  const amount = signed(entry, one(entry, 'Amt'), currency);
  const bookedOn = dayIn(one(entry, 'BookgDt')) ?? dayIn(one(entry, 'ValDt'));
  if (bookedOn === undefined) throw new FileDefect(entry.line, 'an entry without a booking date');
  const common = { bookedOn, valueOn: dayIn(one(entry, 'ValDt')) ?? bookedOn };
  const info = textOf(entry, 'AddtlNtryInf') ?? '';
  const bankRef = textOf(entry, 'AcctSvcrRef');
  const details = all(entry, 'NtryDtls', 'TxDtls');
  const parts = details.length > 1 ? details.map((d) => partAmount(d, entry, currency)) : [];
  if (parts.length > 1 && parts.every((p) => p !== undefined) && sumSafe(parts) === amount)
    return details.map((detail, i) => ({
      ...common,
      amount: parts[i] ?? 0,
      ...described(detail, amount > 0, info, textOf(detail, 'Refs', 'AcctSvcrRef') ?? bankRef),
    }));
  return [{ ...common, amount, ...described(details.length === 1 ? details[0] : undefined, amount > 0, info, bankRef) }];
}

function partAmount(detail: Element, entry: Element, currency: string): number | undefined {
  const amount = one(detail, 'Amt') ?? one(detail, 'AmtDtls', 'TxAmt', 'Amt');
  if (amount?.attributes['Ccy'] !== currency) return undefined;
  return signed(one(detail, 'CdtDbtInd') ? detail : entry, amount, currency);
}

function described(detail: Element | undefined, comesIn: boolean, info: string, bankRef: string | undefined) {
  const parties = one(detail, 'RltdPties');
  const [party, account] = comesIn ? ['Dbtr', 'DbtrAcct'] : ['Cdtr', 'CdtrAcct'];
  const endToEnd = textOf(detail, 'Refs', 'EndToEndId') ?? '';
  const structured = textOf(detail, 'RmtInf', 'Strd', 'CdtrRefInf', 'Ref');
  const words = detail ? all(detail, 'RmtInf', 'Ustrd').map((u) => u.text.trim()) : [];
  return {
    name: tidy(textOf(parties, party ?? '', 'Nm') ?? textOf(parties, party ?? '', 'Pty', 'Nm'), NAME_MAX),
    accountNo: accountNumber(one(parties, account ?? '')),
    label:
      tidy([...words, ...(structured === undefined ? [] : [structured]), ...(words.length === 0 ? [info] : [])].join(' '), LABEL_MAX) ?? '',
    reference: tidy(structured ?? (NO_REFERENCE.has(endToEnd) ? null : endToEnd), REFERENCE_MAX),
    bankRef: tidy(bankRef, REFERENCE_MAX),
  };
}
