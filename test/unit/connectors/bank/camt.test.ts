import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { defectOf, plain, readStatements } from './kit.ts';

const balance = (kind: string, amount: string, mark = 'CRDT') =>
  `<Bal><Tp><CdOrPrtry><Cd>${kind}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${mark}</CdtDbtInd><Dt><Dt>2026-01-05</Dt></Dt></Bal>`;
const entry = (amount: string, mark: string, details = '', more = '') =>
  `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${mark}</CdtDbtInd>${more}<Sts>BOOK</Sts><BookgDt><Dt>2026-01-06</Dt></BookgDt><ValDt><DtTm>2026-01-07T00:00:00</DtTm></ValDt><AcctSvcrRef>S-1</AcctSvcrRef><NtryDtls>${details}</NtryDtls><AddtlNtryInf>GIRO</AddtlNtryInf></Ntry>`;
const paid = (amount: string, name: string, words: string) =>
  `<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><AmtDtls><TxAmt><Amt Ccy="EUR">${amount}</Amt></TxAmt></AmtDtls><RltdPties><Dbtr><Nm>${name}</Nm></Dbtr><DbtrAcct><Id><IBAN>DE02120300000000202051</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>${words}</Ustrd></RmtInf></TxDtls>`;
const file = (entries: string, closing = '150.00') =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<!-- made up -->\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr>\n<Stmt><Id>STM-1</Id><ElctrncSeqNb>7</ElctrncSeqNb><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>${balance('OPBD', '100.00')}${balance('CLBD', closing)}\n${entries}\n</Stmt></BkToCstmrStmt></Document>\n`;

test('one payment with who paid it and what for', () => {
  const [one] = readStatements(file(entry('50.00', 'CRDT', paid('50.00', 'Mona', 'INV-2026-00017'))));
  expect(one).toMatchObject({ reference: '7', accountNo: 'DE89370400440532013000', currency: 'EUR', opening: 10_000, closing: 15_000 });
  expect(plain(one)).toEqual([['2026-01-06', 5000, 'Mona', 'INV-2026-00017']]);
  expect(one?.lines[0]).toMatchObject({ valueOn: '2026-01-07', accountNo: 'DE02120300000000202051', reference: null, bankRef: 'S-1' });
});

test('a batch is its payments where they add up to it, and one line where they do not', () => {
  const batch = paid('20.00', 'Mona', 'A') + paid('30.00', 'Max', 'B');
  expect(plain(readStatements(file(entry('50.00', 'CRDT', batch)))[0])).toEqual([
    ['2026-01-06', 2000, 'Mona', 'A'],
    ['2026-01-06', 3000, 'Max', 'B'],
  ]);
  expect(plain(readStatements(file(entry('51.00', 'CRDT', batch)))[0])).toEqual([['2026-01-06', 5100, null, 'GIRO']]);
});

test('a reversal goes the way its mark says, what is only expected is left out, and prefixes of names do not matter', () => {
  const entries = entry('9.00', 'DBIT', '', '<RvslInd>true</RvslInd>') + entry('5.00', 'CRDT').replace('BOOK', 'PDNG');
  const prefixed = file(entries)
    .replaceAll(/<(\/?)([A-Z])/g, '<$1n:$2')
    .replace('xmlns=', 'xmlns:n=');
  expect(plain(readStatements(prefixed)[0])).toEqual([['2026-01-06', -900, null, 'GIRO']]);
});

test('an overdrawn account opens below zero, and a structured reference stands for the words', () => {
  const scor = '<TxDtls><RmtInf><Strd><CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>';
  const [one] = readStatements(file(entry('50.00', 'DBIT', scor)).replace(balance('OPBD', '100.00'), balance('PRCD', '100.00', 'DBIT')));
  expect(one?.opening).toBe(-10_000);
  expect(one?.lines[0]).toMatchObject({ reference: 'RF18539007547034', label: 'RF18539007547034 GIRO' });
});

const sound = file(entry('50.00', 'CRDT'));
test.each([
  ['it is cut off', sound.slice(0, sound.indexOf('</BkToCstmrStmt>')), 'is never closed: the file is cut off'],
  ['it is cut off inside a tag', sound.slice(0, sound.indexOf('</Stmt>') + 3), 'line 6: a tag that is cut off'],
  ['it declares a document type', sound.replace('<Document', '<!DOCTYPE x [<!ENTITY a "aaaa">]><Document'), 'declarations are not taken'],
  ['an entry is in another currency', sound.replace('<Ntry><Amt Ccy="EUR">', '<Ntry><Amt Ccy="USD">'), 'line 5: an amount in USD'],
  ['an amount is signed', sound.replace('>50.00', '>-50.00'), 'says neither credit nor debit'],
  [
    'the mark is unknown',
    sound.replace('<Ntry><Amt Ccy="EUR">50.00</Amt><CdtDbtInd>CRDT', '<Ntry><Amt Ccy="EUR">50.00</Amt><CdtDbtInd>PLUS'),
    'line 5: Ntry says neither',
  ],
  ['it is another message', sound.replaceAll('BkToCstmrStmt', 'CstmrCdtTrfInitn'), 'no statement in it'],
  ['elements nest without end', sound.replace('GIRO', `${'<a>'.repeat(100)}`), 'nested deeper than'],
  ['it is not what it says it is written in', Buffer.from(sound.replace('GIRO', 'Grüße'), 'latin1'), 'line 5: not valid UTF-8'],
])('refused where %s', (_, content, said) => {
  expect(defectOf(content)).toContain(said);
});
