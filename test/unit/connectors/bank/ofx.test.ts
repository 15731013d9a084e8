import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { defectOf, plain, readStatements } from './kit.ts';

const HEAD = 'OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nENCODING:USASCII\r\nCHARSET:1252\r\n\r\n';
const line = (day: string, amount: string, id: string, name: string) =>
  `<STMTTRN>\n<TRNTYPE>OTHER\n<DTPOSTED>${day}120000[0:GMT]\n<TRNAMT>${amount}\n<FITID>${id}\n<NAME>${name}\n<MEMO>Order 1001 &amp; more\n</STMTTRN>\n`;
const sgml = (lines: string, balance = '<LEDGERBAL>\n<BALAMT>120.00\n<DTASOF>20260107\n</LEDGERBAL>\n') =>
  `${HEAD}<OFX>\n<BANKMSGSRSV1><STMTTRNRS><STMTRS>\n<CURDEF>EUR\n<BANKACCTFROM>\n<BANKID>1\n<ACCTID>12345\n<ACCTTYPE>CHECKING\n</BANKACCTFROM>\n<BANKTRANLIST>\n<DTSTART>20260105\n<DTEND>20260107\n${lines}</BANKTRANLIST>\n${balance}</STMTRS></STMTTRNRS></BANKMSGSRSV1>\n</OFX>\n`;

test('values without closing tags, newest first, entities, and the opening balance reckoned from the closing one', () => {
  const [one] = readStatements(sgml(line('20260107', '-30.5', 'F2', 'Rent') + line('20260106', '+50,50', 'F1', 'Mona')));
  expect(one).toMatchObject({ reference: '2026-01-05 to 2026-01-07', accountNo: '12345', opening: 10_000, closing: 12_000 });
  expect(plain(one)).toEqual([
    ['2026-01-06', 5050, 'Mona', 'Order 1001 & more'],
    ['2026-01-07', -3050, 'Rent', 'Order 1001 & more'],
  ]);
  expect(one?.lines[0]?.bankRef).toBe('F1');
});

test('the XML of version 2, with every tag closed and empty values', () => {
  const xml = sgml(line('20260106', '1.00', 'A', 'Mona'))
    .replace(HEAD, '<?xml version="1.0" encoding="UTF-8"?>\n<?OFX OFXHEADER="200" VERSION="211"?>\n')
    .replaceAll(/<([A-Z]+)>([^<\n]+)\n/g, '<$1>$2</$1>\n')
    .replace('<FITID>', '<SIC></SIC><FITID>');
  expect(plain(readStatements(xml)[0])).toEqual([['2026-01-06', 100, 'Mona', 'Order 1001 & more']]);
});

test('a credit card, Western letters, and no balance at all', () => {
  const card = sgml(line('20260106', '-1.00', 'A', 'Café Öl'), '')
    .replaceAll('STMTRS>', 'CCSTMTRS>')
    .replaceAll('BANKACCTFROM', 'CCACCTFROM');
  const [one] = readStatements(Buffer.from(card, 'latin1'));
  expect(one).toMatchObject({ opening: null, closing: null });
  expect(one?.lines[0]?.name).toBe('Café Öl');
});

const whole = sgml(line('20260106', '1.00', 'A', 'Mona'));
test.each([
  ['it is cut off', whole.slice(0, whole.indexOf('</BANKTRANLIST>')), 'is never closed: the file is cut off'],
  ['it is cut off in a tag', whole.slice(0, whole.indexOf('</BANKTRANLIST>') + 4), 'a tag that is cut off'],
  ['a tag closes what is not open', whole.replace('</STMTTRN>', '</STMT>'), 'closes what is not open'],
  ['an amount is none', whole.replace('>1.00', '>1.0x'), '"1.0x" is no amount in EUR'],
  ['a transaction has no amount', whole.replace('<TRNAMT>1.00\n', ''), 'without TRNAMT'],
  ['another currency is among them', whole.replace('<MEMO>', '<CURRENCY><CURSYM>USD\n</CURRENCY><MEMO>'), 'a transaction in USD'],
  ['it declares entities', whole.replace('<OFX>', '<OFX><!ENTITY a "b">'), 'declarations are not taken'],
  ['an entity is unknown', whole.replace('&amp;', '&evil;'), '"&evil;" stands for nothing'],
])('refused where %s', (_, content, said) => {
  expect(defectOf(content)).toContain(said);
});
