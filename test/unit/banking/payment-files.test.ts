import { describe, expect, test } from 'vitest';
import { latin } from '../../../main/domain/banking/runs/files/latin.ts';
import { listFile } from '../../../main/domain/banking/runs/files/list.ts';
import type { PaymentFile, Transfer } from '../../../main/domain/banking/runs/files/model.ts';
import { entryHash, nachaFile, remittance } from '../../../main/domain/banking/runs/files/nacha.ts';
import { isCreditorReference, remittanceText, sepaFile } from '../../../main/domain/banking/runs/files/sepa.ts';

const transfer = (t: Partial<Transfer>): Transfer => ({
  reference: 'PAY-2026-000001',
  name: 'Mühle & Söhne GmbH',
  account: 'DE89370400440532013000',
  bankCode: null,
  accountKind: null,
  amount: 123_456,
  pays: [{ reference: 'R-1', amount: 123_456 }],
  ...t,
});
const file = (transfers: readonly Transfer[], payer: Partial<PaymentFile['payer']> = {}): PaymentFile => ({
  number: 'PR-2026-00001',
  at: '2026-01-09T08:30:00.000Z',
  payOn: '2026-01-10',
  currency: 'EUR',
  payer: { name: 'Tee <&> Mug', account: 'FR1420041010050500013M02606', bankCode: 'COBADEFF', bankName: null, companyCode: null, ...payer },
  transfers,
});
const of = (xml: string, tag: string): string[] => [...xml.matchAll(new RegExp(`<${tag}>([^<]*)</${tag}>`, 'g'))].map((m) => m[1] ?? '');

describe('SEPA', () => {
  const two = [transfer({}), transfer({ reference: 'PAY-2026-000002', name: 'Ångström Ø', amount: 5, bankCode: 'ABNANL2A' })];
  test('counts and adds up its transfers twice: for the file and for its one payment', () => {
    const xml = sepaFile(file(two));
    expect(of(xml, 'NbOfTxs')).toEqual(['2', '2']);
    // 1234.56 + 0.05
    expect(of(xml, 'CtrlSum')).toEqual(['1234.61', '1234.61']);
    expect([...xml.matchAll(/<InstdAmt Ccy="EUR">([^<]*)</g)].map((m) => m[1])).toEqual(['1234.56', '0.05']);
    expect(of(xml, 'EndToEndId')).toEqual(['PAY-2026-000001', 'PAY-2026-000002']);
    expect([of(xml, 'MsgId'), of(xml, 'Dt'), of(xml, 'ChrgBr'), of(xml, 'BICFI')]).toEqual([
      ['PR-2026-00001'],
      ['2026-01-10'],
      ['SLEV'],
      ['COBADEFF', 'ABNANL2A'],
    ]);
  });
  test('carries nothing a bank refuses: letters without marks, signs of the scheme, no markup out of a name', () => {
    expect(of(sepaFile(file(two)), 'Nm')).toEqual(['Tee .+. Mug', 'Tee .+. Mug', 'Muhle + Sohne GmbH', 'Angstrom O']);
    expect(latin('Straße № 1 — Łódź', 70)).toBe('Strasse . 1 - Lodz');
    expect(latin('Αθήνα Щит Йордан', 70)).toBe('Athina SHTit Yordan');
    expect(latin('//a//b/', 70)).toBe('a/b');
    expect(latin('</Nm><Nm>&amp;\u0000\n', 70)).toBe('./Nm..Nm.+amp..');
  });
  test('a creditor reference goes apart from words when its check digits are right', () => {
    expect([isCreditorReference('RF18539007547034'), isCreditorReference('RF19539007547034'), isCreditorReference('INV-1')]).toEqual([
      true,
      false,
      false,
    ]);
    const xml = sepaFile(file([transfer({ pays: [{ reference: 'RF18 5390 0754 7034', amount: 1 }] })]));
    expect([of(xml, 'Ref'), of(xml, 'Ustrd')]).toEqual([['RF18539007547034'], []]);
    // Nothing of it can be written: no empty element, which no bank takes.
    expect(sepaFile(file([transfer({ pays: [{ reference: '/', amount: 1 }] })]))).not.toContain('RmtInf');
    const wrong = sepaFile(file([transfer({ pays: [{ reference: 'RF19539007547034', amount: 1 }] })]));
    expect(of(wrong, 'Ustrd')).toEqual(['RF19539007547034']);
  });
  test('supplier numbers stand whole or are counted, within 140 characters', () => {
    const numbers = Array.from({ length: 60 }, (_, i) => `INV-${1000 + i}`);
    const line = remittanceText(numbers);
    expect(line.length).toBeLessThanOrEqual(140);
    // 13 numbers of 8 with ", " are 128 characters, ", +47" ends it at 133; a fourteenth would be 143
    expect(line).toBe([...numbers.slice(0, 13), '+47'].join(', '));
  });
});

describe('ACH', () => {
  const payer = { name: 'Tee and Mug Ltd', account: '', bankCode: '021000021', bankName: 'First Bank', companyCode: '1234567890' };
  const us = (t: Partial<Transfer>) =>
    transfer({ name: 'Acme Inc.', account: '12345', bankCode: '091000019', accountKind: 'checking', ...t });
  const text = nachaFile(
    file(
      [
        us({ amount: 110_000, pays: [{ reference: 'INV-7', amount: 110_000 }] }),
        us({ accountKind: 'savings', bankCode: '021000021', amount: 1, pays: [] }),
      ],
      payer,
    ),
  );
  const lines = text.split('\r\n').slice(0, -1);

  test('is records of 94 characters in blocks of ten', () => {
    expect(lines.map((l) => l.length)).toEqual(Array.from({ length: 10 }, () => 94));
    expect(lines.map((l) => l.charAt(0)).join('')).toBe('1567689999');
    expect(lines[9]).toBe('9'.repeat(94));
  });
  test('each field stands where it belongs', () => {
    expect(lines[0]).toBe(`101 02100002112345678902601090830A094101${'FIRST BANK'.padEnd(23)}${'TEE AND MUG LTD'.padEnd(23)}        `);
    expect(lines[1]).toBe(
      `5220${'TEE AND MUG LTD'.padEnd(16)}${'PR-2026-00001'.padEnd(20)}1234567890CCDVENDOR PAY260110260110   1021000020000001`,
    );
    expect(lines[2]).toBe(`622091000019${'12345'.padEnd(17)}0000110000PAY-2026-000001${'ACME INC.'.padEnd(22)}  1021000020000001`);
    expect(lines[3]).toBe(`705${'RMR*IV*INV-7**1100.00\\'.padEnd(80)}00010000001`);
    expect(lines[4]?.slice(0, 3)).toBe('632');
    expect(lines[4]?.slice(78)).toBe('0021000020000002');
  });
  test('the controls count and add up: 9100001 + 2100002 is 11200003', () => {
    expect(lines[5]).toBe(`8220000003${'0011200003'}000000000000000000110001${'1234567890'}${' '.repeat(25)}021000020000001`);
    expect(lines[6]).toBe(`9000001000001${'00000003'}0011200003000000000000000000110001${' '.repeat(39)}`);
    // 1,200 banks of 99999999 come to 119999998800: the last ten digits stay
    expect(entryHash(Array.from({ length: 1200 }, () => '999999990'))).toBe('9999998800');
  });
  test('remittance that does not fit is left out whole, and no separator comes out of a number', () => {
    expect(remittance(Array.from({ length: 9 }, (_, i) => ({ reference: `INVOICE-${i}`, amount: 100_00 })))).toBe(
      'RMR*IV*INVOICE-0**100.00\\RMR*IV*INVOICE-1**100.00\\RMR*IV*INVOICE-2**100.00\\',
    );
    expect(remittance([{ reference: 'A*B\\C~', amount: -5 }])).toBe('RMR*IV*A.B.C.**-0.05\\');
  });
  test('an amount beyond ten digits is never cut', () => {
    expect(() => nachaFile(file([us({ amount: 10_000_000_000 })], payer))).toThrow(RangeError);
  });
});

test('a list guards against names that a spreadsheet would reckon', () => {
  const csv = listFile(file([transfer({ name: '=HYPERLINK("x")', pays: [{ reference: 'R,1', amount: 1 }] })]));
  expect(csv.split('\r\n')[1]).toBe(`2026-01-10,"'=HYPERLINK(""x"")",DE89370400440532013000,,1234.56,EUR,PAY-2026-000001,"R,1"`);
});
