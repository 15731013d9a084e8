import type { ParsedStatement, StatementLine } from '../../../preload/contract/banking-files.ts';
import { addDays, type Day, daysBetween } from '../../../preload/contract/values/day.ts';
import { FileDefect } from '../file-defect.ts';
import { tidy } from '../file-text.ts';
import { currencyIn, dayOf, plainAmount } from '../file-values.ts';

const NAME_MAX = 200;
const LABEL_MAX = 1000;
const REFERENCE_MAX = 140;
const HALF_A_YEAR = 183;

interface Field {
  readonly tag: string;
  readonly line: number;
  /** its lines; the first is what stands beside the tag */
  readonly lines: readonly string[];
}

/** Statements of an MT940 file, with or without the envelopes of SWIFT. What is not ended by its closing balance is refused as cut off. */
export function readMt940(text: string): ParsedStatement[] {
  const messages = messagesIn(fieldsIn(text));
  if (messages.length === 0) throw new FileDefect(1, 'no statement in it: a line ":20:" is expected');
  return messages.map(readMessage);
}

function fieldsIn(text: string): Field[] {
  const fields: { tag: string; line: number; lines: string[] }[] = [];
  for (const [i, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const line = i + 1;
    const content = raw.replace(/^\{1:.*\{4:/, '').trimEnd();
    const tag = /^:(\d{2}[A-Z]?):(.*)$/.exec(content);
    if (tag) fields.push({ tag: tag[1] ?? '', line, lines: [tag[2] ?? ''] });
    else if (content === '' || content === '-' || content === '-}' || content.startsWith('-}{') || /^\{\d:/.test(content)) continue;
    else if (fields.length === 0) {
      if (!/^[A-Z0-9]{8,}/.test(content) && content !== '940') throw new FileDefect(line, `"${content.slice(0, 40)}" belongs to no field`);
    } else fields.at(-1)?.lines.push(content);
  }
  return fields;
}

function messagesIn(fields: readonly Field[]): Field[][] {
  const messages: Field[][] = [];
  for (const field of fields) {
    if (field.tag === '20') messages.push([field]);
    else if (messages.length === 0) throw new FileDefect(field.line, `:${field.tag}: before the first :20:`);
    else messages.at(-1)?.push(field);
  }
  return messages;
}

interface Balance {
  readonly amount: number;
  readonly currency: string;
  readonly on: Day;
}

function balanceOf(field: Field): Balance {
  const [text = ''] = field.lines;
  const match = /^([CD])(\d{2})(\d{2})(\d{2})([A-Z]{3})([\d,]{1,15})$/.exec(text);
  if (!match) throw new FileDefect(field.line, `"${text.slice(0, 40)}" is no balance`);
  const [, mark, year = '', month = '', day = '', code = '', amount = ''] = match;
  const currency = currencyIn(code, field.line);
  const value = plainAmount(amount, currency, field.line);
  return { amount: mark === 'D' ? -value + 0 : value, currency, on: dayOf(year, month, day, text, field.line) };
}

function readMessage(fields: readonly Field[]): ParsedStatement {
  const one = (...tags: readonly string[]) => fields.find((f) => tags.includes(f.tag));
  const [first] = fields;
  const start = one('60F', '60M');
  const end = one('62F', '62M');
  const at = first?.line ?? 1;
  if (!start) throw new FileDefect(at, 'a statement without its opening balance (:60F:)');
  if (!end) throw new FileDefect(fields.at(-1)?.line ?? at, 'a statement without its closing balance (:62F:): the file is cut off');
  const opening = balanceOf(start);
  const closing = balanceOf(end);
  if (opening.currency !== closing.currency) throw new FileDefect(end.line, `closes in ${closing.currency}, opened in ${opening.currency}`);
  const lines: StatementLine[] = [];
  for (const [i, field] of fields.entries()) {
    if (field.tag !== '61') continue;
    const next = fields[i + 1];
    lines.push(readLine(field, next?.tag === '86' ? next : undefined, opening.currency));
  }
  const number = one('28C', '28')?.lines[0];
  return {
    reference: tidy(number, REFERENCE_MAX) ?? tidy(first?.lines[0], REFERENCE_MAX) ?? '',
    accountNo: tidy(one('25', '25P')?.lines[0], NAME_MAX),
    currency: opening.currency,
    opening: opening.amount,
    closing: closing.amount,
    lines,
  };
}

/** Value day, day of booking (its year is the nearest), mark, a letter of the currency, amount, kind, reference of the payer // of the bank. */
const LINE = /^(\d{2})(\d{2})(\d{2})(\d{4})?(RC|RD|C|D)([A-Z])?([\d,]{1,15})([NSF][A-Z0-9]{3})(.*)$/;

function readLine(field: Field, details: Field | undefined, currency: string): StatementLine {
  const [text = '', ...more] = field.lines;
  const match = LINE.exec(text);
  if (!match) throw new FileDefect(field.line, `"${text.slice(0, 60)}" is no line of a statement`);
  const [, year = '', month = '', day = '', booked, mark = '', , amount = '', , references = ''] = match;
  const valueOn = dayOf(year, month, day, text, field.line);
  const value = plainAmount(amount, currency, field.line);
  const [theirs = '', bankRef] = references.split('//');
  const said = detailsOf(details);
  return {
    bookedOn: booked === undefined ? valueOn : nearest(valueOn, booked, text, field.line),
    valueOn,
    // A reversed credit takes away, a reversed debit gives back.
    amount: mark === 'C' || mark === 'RD' ? value : -value + 0,
    name: said.name,
    accountNo: said.accountNo,
    label: tidy([said.label, ...more].join(' '), LABEL_MAX) ?? '',
    reference: said.reference ?? tidy(theirs === 'NONREF' ? null : theirs, REFERENCE_MAX),
    bankRef: tidy(bankRef, REFERENCE_MAX),
  };
}

/** The day of booking has no year: it is the one next to the value day, across the turn of the year. */
function nearest(valueOn: Day, booked: string, text: string, line: number): Day {
  const [month, day] = [booked.slice(0, 2), booked.slice(2)];
  const same = dayOf(valueOn.slice(0, 4), month, day, text, line);
  const away = daysBetween(valueOn, same);
  if (Math.abs(away) <= HALF_A_YEAR) return same;
  return dayOf(addDays(valueOn, away > 0 ? -HALF_A_YEAR : HALF_A_YEAR).slice(0, 4), month, day, text, line);
}

interface Details {
  readonly name: string | null;
  readonly accountNo: string | null;
  readonly reference: string | null;
  readonly label: string;
}

/** What :86: says: fields behind question marks (`?20`..`?29` words, `?31` account, `?32` `?33` name), words behind slashes (`/NAME/`), or plain text. */
function detailsOf(field: Field | undefined): Details {
  if (!field) return { name: null, accountNo: null, reference: null, label: '' };
  const parts = field.lines.join('').match(/\?\d{2}[^?]*/g);
  if (parts && parts.length > 1) {
    const of = (...codes: readonly string[]) =>
      parts
        .filter((p) => codes.includes(p.slice(1, 3)))
        .map((p) => p.slice(3))
        .join('');
    const words = parts.filter((p) => /^\?(2\d|6[0-3])/.test(p)).map((p) => p.slice(3));
    const joined = words.join('');
    const reference = /EREF\+(.*?)(?=[A-Z]{4}\+|$)/.exec(joined)?.[1];
    return {
      name: tidy(of('32', '33'), NAME_MAX),
      accountNo: tidy(of('31'), NAME_MAX),
      reference: tidy(reference === 'NOTPROVIDED' ? null : reference, REFERENCE_MAX),
      label: words.join(' '),
    };
  }
  const text = field.lines.join(' ');
  const behind = (word: string) => new RegExp(`/${word}/([^/]*)`).exec(text)?.[1];
  return {
    name: tidy(behind('NAME') ?? behind('BENM//NAME') ?? behind('ORDP//NAME'), NAME_MAX),
    accountNo: tidy(behind('IBAN'), NAME_MAX),
    reference: tidy(behind('EREF'), REFERENCE_MAX),
    label: text,
  };
}
