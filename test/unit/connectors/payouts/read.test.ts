import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { FileDefect, readSettlements } from '../../../../main/connectors/payouts/index.ts';
import type { PayoutProfile } from '../../../../preload/contract/banking-payouts.ts';

const read = (text: string, profile: PayoutProfile) => readSettlements(Buffer.from(text), profile);
const defect = (text: string, profile: PayoutProfile): string => {
  try {
    read(text, profile);
  } catch (error) {
    if (error instanceof FileDefect) return error.message;
    throw error;
  }
  return 'taken';
};
const plain = (text: string, profile: PayoutProfile) => read(text, profile)[0]?.lines.map((l) => [l.kind, l.type, l.orderRef, l.amount]);

const HEAD = 'Settlement,Paid on,Currency,Date,Kind,Type,Order,Reference,Amount,Text\n';
const row = (kind: string, amount: string, order = '', type = '') => `S1,2026-01-09,GBP,2026-01-08,${kind},${type},${order},,${amount},\n`;

test('the table of the house: lines, payout and balances; a kind nobody knows stays unknown', () => {
  const text =
    HEAD +
    row('payout', '220.00') +
    row('opening', '50.00') +
    row('closing', '30.00') +
    row('sale', '200.00', 'WEB-1') +
    row('reserve', '20') +
    row('gift', '0.00');
  expect(read(text, 'csv')[0]).toMatchObject({
    externalId: 'S1',
    currency: 'GBP',
    paidOn: '2026-01-09',
    payout: 22_000,
    opening: 5000,
    closing: 3000,
  });
  expect(plain(text, 'csv')).toEqual([
    ['sale', 'sale', 'WEB-1', 20_000],
    ['reserve', 'reserve', null, 2000],
    ['unknown', 'gift', null, 0],
  ]);
  expect(defect(HEAD + row('sale', '1'), 'csv')).toContain('has no row of kind payout');
  expect(defect(HEAD + row('payout', '1') + row('payout', '1'), 'csv')).toContain('line 3: a second row of kind payout');
  expect(defect(HEAD + row('payout', '1') + row('sale', '1').replace('GBP', 'EUR'), 'csv')).toContain('line 3: a row in EUR');
});

const STRIPE = 'balance_transaction_id,created,currency,gross,fee,net,reporting_category,source_id,description\n';
test('a balance report: gross and fee as lines of their own, the payout by its row, the order at the end of the words', () => {
  const text = `${STRIPE}txn_1,2026-01-05 10:00:00,gbp,120.00,3.00,117.00,charge,ch_1,Order WEB-1\ntxn_2,2026-01-06 10:00:00,gbp,-10.00,0.00,-10.00,dispute,du_1,Order WEB-1\ntxn_3,2026-01-07 00:00:00,gbp,-107.00,0.00,-107.00,payout,po_1,PAYOUT SHOP\n`;
  expect(read(text, 'stripe')[0]).toMatchObject({ externalId: 'po_1', payout: 10_700, paidOn: '2026-01-07', reference: 'PAYOUT SHOP' });
  expect(plain(text, 'stripe')).toEqual([
    ['sale', 'charge', 'WEB-1', 12_000],
    ['fee', 'charge fee', null, -300],
    ['chargeback', 'dispute', 'WEB-1', -1000],
  ]);
  expect(defect(text.replace('117.00', '118.00'), 'stripe')).toContain('line 2: gross less fee is not net');
  expect(defect(text.replace(/txn_3.*\n/, ''), 'stripe')).toContain('one row of the category payout');
});

test('a report with row types: direction beside unsigned amounts, counts that must be right', () => {
  const text = `\ufeff"RH","2026/01/06"\n"CH","Transaction ID","Invoice ID","Transaction Event Code","Transaction Completion Date","Transaction Debit or Credit","Gross Transaction Amount","Gross Transaction Currency","Fee Debit or Credit","Fee Amount","Custom Field","Bank Reference ID"
"SB","A1","WEB-1","T0006","2026/01/05 09:00:00 +0000","CR",12000,"GBP","DR",300,"",""\n"SB","A2","WEB-2","T1107","2026/01/05 10:00:00 +0000","DR",2500,"GBP","",0,"",""\n"SB","A3","","T0400","2026/01/05 23:00:00 +0000","DR",9200,"GBP","",0,"","BR-7"\n"SC",3\n`;
  expect(read(text, 'paypal')[0]).toMatchObject({ externalId: 'A3', payout: 9200, reference: 'BR-7' });
  expect(plain(text, 'paypal')).toEqual([
    ['sale', 'T0006', 'WEB-1', 12_000],
    ['fee', 'T0006 fee', null, -300],
    ['refund', 'T1107', 'WEB-2', -2500],
  ]);
  expect(defect(text.replace(/"SB","A2".*\n/, ''), 'paypal')).toContain('counts 3 rows, there are 2');
});

test('a flat file: components of orders, tax that is withheld, decimal commas, short rows, a row nobody knows', () => {
  const head =
    'settlement-id\tdeposit-date\ttotal-amount\tcurrency\ttransaction-type\torder-id\tamount-type\tamount-description\tamount\tposted-date\tsku';
  const line = (...cells: string[]) => ['77', '', '', '', ...cells].join('\t');
  const text = [
    head,
    '77\t2026-01-09 00:00:00 UTC\t94.50\tGBP',
    line('Order', 'A-1', 'ItemPrice', 'Principal', '110,00', '08.01.2026', 'TEE'),
    line('Order', 'A-1', 'ItemPrice', 'Tax', '8.00', '2026-01-08'),
    line('Order', 'A-1', 'ItemWithheldTax', 'MarketplaceFacilitatorVAT-Principal', '-8.00', '2026-01-08'),
    line('Order', 'A-1', 'ItemFees', 'Commission', '-10.00', '2026-01-08'),
    line('other-transaction', '', 'other-transaction', 'Current Reserve Amount', '-5.50', '2026-01-08'),
    line('other-transaction', '', 'Reversal', 'Reversal', '0.00', '2026-01-08'),
    '',
  ].join('\n');
  expect(plain(text, 'amazon')?.map(([kind, , order, amount]) => [kind, order, amount])).toEqual([
    ['sale', 'A-1', 11_000],
    ['facilitator-tax', 'A-1', 800],
    ['facilitator-tax', 'A-1', -800],
    ['fee', null, -1000],
    ['reserve', null, -550],
    ['unknown', null, 0],
  ]);
  expect(defect(text.replace('77\tOrder', '78\tOrder').replace('77\t\t\t\tOrder', '78\t\t\t\tOrder'), 'amazon')).toContain(
    'a row of settlement 78',
  );
  expect(defect(text.replace('110,00', '1.10,00'), 'amazon')).toContain('line 3: "1.10,00" is no amount');
});
