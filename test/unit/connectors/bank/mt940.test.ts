import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { defectOf, plain, readStatements } from './kit.ts';

const statement = (lines: string, closing = 'C260106EUR1300,50') =>
  `:20:STARTUMSE\r\n:25:10020030/1234567\r\n:28C:00012/001\r\n:60F:C260105EUR1000,00\r\n${lines}:62F:${closing}\r\n-\r\n`;
const SALE = `:61:2601060106C500,50NTRFNONREF//B123\r\n:86:166?00CREDIT?20Invoice INV-2026-00?2100017 thank you?30BANKDEFF?31DE02120300000000202051?32Mona Mug?33 and Sons\r\n`;
const FEE = ':61:2601060106D200,NCHGNONREF\r\n:86:Fees of January\r\n for the account\r\n';

test('a statement with its balances, words over several lines and the bank reference', () => {
  const [one] = readStatements(statement(SALE + FEE));
  expect(one).toMatchObject({ reference: '00012/001', accountNo: '10020030/1234567', currency: 'EUR', opening: 100_000, closing: 130_050 });
  expect(plain(one)).toEqual([
    ['2026-01-06', 50_050, 'Mona Mug and Sons', 'Invoice INV-2026-00 00017 thank you'],
    ['2026-01-06', -20_000, null, 'Fees of January for the account'],
  ]);
  expect(one?.lines[0]).toMatchObject({ accountNo: 'DE02120300000000202051', bankRef: 'B123', reference: null });
});

test('a reversed credit goes out, a reversed debit comes in, and the day of booking knows the turn of the year', () => {
  const [one] = readStatements(
    statement(
      ':61:2512310102RC100,00NTRFA\r\n:61:2601020102RD400,50NTRFB\r\nsupplement\r\n:61:2601010102CR0,00NTRFC\r\n'.replace('CR0', 'C0'),
    ),
  );
  expect(plain(one)).toEqual([
    ['2026-01-02', -10_000, null, ''],
    ['2026-01-02', 40_050, null, 'supplement'],
    ['2026-01-02', 0, null, ''],
  ]);
  expect(one?.lines[0]?.valueOn).toBe('2025-12-31');
});

test('words behind slashes, envelopes around it, and several pages in one file', () => {
  const wrapped = `{1:F01BANKDEFFXXXX}{2:O9400000}{4:\r\n${statement(`:61:260106D1,00NTRFX\r\n:86:/EREF/E-77/NAME/Paper Mill/REMI/Bill 5/IBAN/DE02\r\n`, 'C260106EUR999,00')}-}\r\n`;
  const pages = readStatements(wrapped + statement(SALE));
  expect(pages).toHaveLength(2);
  expect(pages[0]?.lines[0]).toMatchObject({ name: 'Paper Mill', reference: 'E-77', amount: -100 });
});

test('Western text without a mark is read as banks write it', () => {
  const [one] = readStatements(Buffer.from(statement(':61:260106C1,00NTRFX\r\n:86:?20Grüße?32Jörg Öhm\r\n'), 'latin1'));
  expect(one?.lines[0]).toMatchObject({ name: 'Jörg Öhm', label: 'Grüße' });
});

test.each([
  ['the end is missing', statement(SALE).split(':62F:')[0] ?? '', 'the file is cut off'],
  ['no opening balance', ':20:A\r\n:62F:C260106EUR1,00\r\n', 'without its opening balance'],
  ['a line that is none', statement(':61:yesterday C1,00\r\n'), 'line 5: "yesterday C1,00" is no line of a statement'],
  ['a day that is none', statement(':61:260231C1,00NTRFX\r\n'), 'line 5: "260231C1,00NTRFX" is no day'],
  ['three decimals', statement(':61:260106C1,005NTRFX\r\n'), 'line 5: "1,005" is no amount in EUR'],
  ['another currency at the end', statement(SALE, 'C260106USD1300,50'), 'closes in USD, opened in EUR'],
  ['an unknown currency', statement(SALE).replace('C260105EUR', 'C260105QQQ'), 'is no currency'],
  ['words before any field', 'nonsense\r\n:20:A\r\n', 'belongs to no field'],
])('refused where %s', (_, content, said) => {
  expect(defectOf(content)).toContain(said);
});
