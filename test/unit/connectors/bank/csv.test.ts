import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { BANK_FILE_BYTES, type CsvMapping, zCsvMapping } from '../../../../preload/contract/banking-files.ts';
import { defectOf, plain, readStatements } from './kit.ts';

const GERMAN: CsvMapping = {
  delimiter: ';',
  encoding: 'windows-1252',
  skip: 2,
  days: 'DD.MM.YYYY',
  decimal: ',',
  thousands: '.',
  columns: {
    bookedOn: 'Buchungstag',
    valueOn: 'Valuta',
    amount: 'Betrag',
    name: 'Empfänger',
    label: ['Zweck', 'Text'],
    balance: 'Saldo',
    currency: 'Währung',
  },
};
const german = (rows: string) =>
  Buffer.from(`Konto;1\r\n\r\nBuchungstag;Valuta;Empfänger;Zweck;Text;Betrag;Währung;Saldo\r\n${rows}`, 'latin1');
const ENGLISH: CsvMapping = {
  delimiter: ',',
  encoding: 'utf-8',
  skip: 0,
  days: 'DD/MM/YYYY',
  decimal: '.',
  thousands: ',',
  columns: { bookedOn: 'Date', debit: 'Paid out', credit: 'Paid in', label: ['Details'] },
};
const english = (rows: string) => `\ufeffDate,Details,Paid out,Paid in\n${rows}`;

test('decimal commas, Western letters, two lines above the header, newest first, and balances from the running column', () => {
  const rows = '07.01.2026;08.01.2026;Jörg;Miete;Jan;-1.030,50;EUR;169,50\r\n06.01.2026;;Mona;Rechnung;17;1.200,00;EUR;1.200,00\r\n';
  const [one] = readStatements(german(rows), GERMAN);
  expect(one).toMatchObject({ reference: '2026-01-06 to 2026-01-07', opening: 0, closing: 16_950 });
  expect(plain(one)).toEqual([
    ['2026-01-06', 120_000, 'Mona', 'Rechnung 17'],
    ['2026-01-07', -103_050, 'Jörg', 'Miete Jan'],
  ]);
  expect(one?.lines[1]?.valueOn).toBe('2026-01-08');
});

test('debit and credit in columns of their own, a byte order mark, quotes over lines', () => {
  const [one] = readStatements(english('05/01/2026,"Rent, January\nflat 2","1,000.00",\n06/01/2026,Mona,,50\n'), ENGLISH);
  expect(one).toMatchObject({ opening: null, closing: null });
  expect(plain(one)).toEqual([
    ['2026-01-05', -100_000, null, 'Rent, January flat 2'],
    ['2026-01-06', 5000, null, 'Mona'],
  ]);
});

test('two equal lines of one day are two, and the same two wherever they are read again', () => {
  const twice = english('05/01/2026,Coffee,3.00,\n05/01/2026,Coffee,3.00,\n');
  const marks = (content: string) => readStatements(content, ENGLISH)[0]?.lines.map((l) => l.fingerprint);
  expect(new Set(marks(twice)).size).toBe(2);
  expect(marks(`${twice}06/01/2026,Tea,2.00,\n`)?.slice(0, 2)).toEqual(marks(twice));
});

test.each([
  ['there is no mapping', english(''), null, 'say first how its columns read'],
  ['a column is missing', english('').replace('Paid in', 'In'), ENGLISH, 'line 1: there is no column "Paid in"'],
  ['a row is short', english('05/01/2026,Rent,1.00\n'), ENGLISH, 'line 2: the row has 3 cells where the header has 4'],
  ['a quote is never closed', english('05/01/2026,"Rent,1.00,\n'), ENGLISH, 'a quote that is not closed'],
  ['a day is the other way round', english('05/13/2026,Rent,1.00,\n'), ENGLISH, 'line 2: "05/13/2026" is no day'],
  ['thousands stand wrong', english('05/01/2026,Rent,"10,00.00",\n'), ENGLISH, 'line 2: "10,00.00" is no amount'],
  ['the amount is beyond what books hold', english('05/01/2026,Rent,99999999999999999999,\n'), ENGLISH, 'is no amount'],
  ['both sides have an amount', english('05/01/2026,Rent,1.00,2.00\n'), ENGLISH, 'both debit and credit'],
  ['neither has one', english('05/01/2026,Rent,,\n'), ENGLISH, 'neither debit nor credit'],
  ['it is empty', '', ENGLISH, 'the file has no content'],
  ['there is only a header', english(''), ENGLISH, 'no line below the header'],
  ['it is in another encoding', Buffer.from(english('05/01/2026,Café,1.00,\n').slice(1), 'latin1'), ENGLISH, 'line 2: not valid UTF-8'],
  ['there are zeros in it', english('05/01/2026,a\0b,1.00,\n'), ENGLISH, 'line 2: a zero character'],
  ['it is too large', new Uint8Array(BANK_FILE_BYTES + 1), ENGLISH, 'larger than 16 MiB'],
] as const)('refused where %s', (_, content, mapping, said) => {
  expect(defectOf(content, mapping)).toContain(said);
});

test('a changed or missing row shows in the running balance, and another currency is refused', () => {
  const rows = '06.01.2026;;A;B;C;10,00;EUR;10,00\r\n07.01.2026;;A;B;C;10,00;EUR;30,00\r\n';
  expect(defectOf(german(rows), GERMAN)).toContain('the balances do not follow');
  expect(defectOf(german('06.01.2026;;A;B;C;10,00;USD;10,00\r\n'), GERMAN)).toContain('line 4: a row in USD');
});

test('a mapping names an amount or two sides, and decimals and thousands have different marks', () => {
  expect(zCsvMapping.safeParse({ ...ENGLISH, columns: { ...ENGLISH.columns, amount: 'Amount' } }).success).toBe(false);
  expect(zCsvMapping.safeParse({ ...ENGLISH, thousands: '.' }).success).toBe(false);
});
