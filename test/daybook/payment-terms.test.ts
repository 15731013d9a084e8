import { describe } from 'vitest';
import { page } from '../kit/daybook.ts';

describe('payment terms', () => {
  page(
    'an invoice in three parts ages, is dunned and is paid part by part',
    ({ on, terms, customerHas, receive, sell, ship, pay, instalments, aged, dunsBy, dun, isLate, isNotLate, letter, expect }) => {
      on('2026-01-10');
      dunsBy([
        ['Reminder', 7],
        ['Final demand', 21],
      ]);
      terms('3P', [
        ['33.33', 10],
        ['33.33', 0, 'month-end'],
        [null, 30, 'month-end'],
      ]);
      customerHas('Ann', '3P');
      receive(10, 'TEE').at('4.00');
      sell(1, 'TEE').for('100.01');
      ship().posts('Dr cogs 4.00', 'Cr inventory LON 4.00', 'Dr receivable 100.01', 'Cr revenue 100.01');
      // Shares are rounded down; what is left is in the last part.
      instalments('customer', '2026-01-20 33.33 33.33', '2026-01-31 33.33 33.33', '2026-03-02 33.35 33.35');
      on('2026-01-20');
      aged('customer', { notDue: '100.01' });
      isNotLate('Ann');
      on('2026-01-27');
      aged('customer', { notDue: '66.68', to30: '33.33' });
      dun();
      letter('Ann', { level: 1, total: '33.33', lists: ['dunned 1 33.33'] });
      // More than the part that is due: the next takes what is over.
      pay('40.00');
      instalments('customer', '2026-01-20 33.33 0.00', '2026-01-31 33.33 26.66', '2026-03-02 33.35 33.35');
      isNotLate('Ann');
      on('2026-02-07');
      // The second part begins at the first level, though the first was dunned before.
      isLate('Ann', { stands: 0, gets: 1, total: '26.66' });
      dun();
      letter('Ann', { level: 1, total: '26.66', lists: ['dunned 1 26.66'] });
      on('2026-02-21');
      dun();
      letter('Ann', { level: 2, total: '26.66', lists: ['dunned 2 26.66'] });
      on('2026-03-02');
      aged('customer', { notDue: '33.35', to30: '26.66' });
      pay('60.01');
      aged('customer', {});
      expect.account('receivable', '0.00');
    },
  );

  page(
    'what a customer paid too much, and a credit, stand with the last part',
    ({ on, terms, customerHas, receive, sell, ship, pay, creditPrice, instalments, aged }) => {
      on('2026-01-10');
      terms('2P', [
        ['50', 0],
        [null, 30],
      ]);
      customerHas('Ann', '2P');
      receive(10, 'TEE').at('4.00');
      sell(1, 'TEE').for('100.00');
      ship();
      creditPrice('60.00');
      instalments('customer', '2026-01-10 50.00 0.00', '2026-02-09 50.00 40.00');
      aged('customer', { notDue: '40.00' });
      pay('40.00');
      pay('1.00').isRefused('accounting.itemTooSmall');
      aged('customer', {});
    },
  );

  page(
    'bills fall due by the terms of their supplier, and a run pays what is due of them',
    ({ on, terms, buy, supplierHas, takeIn, billed, paysByRun, makeRun, approveRun, sendRun, instalments, aged, expect }) => {
      on('2026-01-10');
      terms('HALF', [
        ['50', 10],
        [null, 60],
      ]);
      buy(10, 'TEE').price('30.00');
      supplierHas('HALF');
      takeIn();
      billed(10).posts('Dr grni 300.00', 'Cr payable 300.00');
      instalments('supplier', '2026-01-20 150.00 150.00', '2026-03-11 150.00 150.00');
      paysByRun();
      on('2026-01-20');
      aged('supplier', { notDue: '300.00' });
      makeRun('2026-01-31');
      approveRun();
      sendRun().posts('Dr payable 150.00', 'Cr bank/outgoing 150.00');
      instalments('supplier', '2026-01-20 150.00 0.00', '2026-03-11 150.00 150.00');
      on('2026-02-01');
      aged('supplier', { notDue: '150.00' });
      on('2026-03-20');
      aged('supplier', { to30: '150.00' });
      makeRun('2026-03-20');
      approveRun();
      sendRun().posts('Dr payable 150.00', 'Cr bank/outgoing 150.00');
      expect.bill({ open: '0.00' });
    },
    { paymentApproval: 'anybody' },
  );

  page(
    'a customer who pays early: the discount comes off revenue and tax, and the rest of it with the rest of the money',
    ({ on, taxCode, terms, customerHas, receive, sell, ship, paysEarly, letsOff, aged, expect }) => {
      on('2026-01-10');
      taxCode('V20', '20');
      terms('2IN10', [[null, 30]], ['2', 10]);
      customerHas('Ann', '2IN10');
      receive(10, 'TEE').at('4.00');
      sell(1, 'TEE').for('100.00').taxed('V20');
      ship().posts('Dr cogs 4.00', 'Cr inventory LON 4.00', 'Dr receivable 120.00', 'Cr revenue 100.00', 'Cr output-tax 20.00');
      letsOff('customer', '2.40 until 2026-01-20');
      // Half of it brings half of the discount, and no more.
      paysEarly('60.00', '1.21').isRefused('accounting.discountTooLarge');
      paysEarly('60.00', '1.20').posts('Dr bank 58.80', 'Dr discounts-given/cash 1.00', 'Dr output-tax 0.20', 'Cr receivable 60.00');
      on('2026-01-21');
      paysEarly('60.00', '1.20').isRefused('accounting.discountOver');
      on('2026-01-20');
      paysEarly('60.00', '1.20').posts('Dr bank 58.80', 'Dr discounts-given/cash 1.00', 'Dr output-tax 0.20', 'Cr receivable 60.00');
      aged('customer', {});
      expect.account('output-tax', '-19.60');
      paysEarly('1.00', '0.01').isRefused('accounting.discountTooLarge');
    },
  );

  page(
    'a company whose tax keeps what the invoice said takes the whole discount as a cost',
    ({ on, taxCode, terms, customerHas, receive, sell, ship, paysEarly }) => {
      on('2026-01-10');
      taxCode('V20', '20');
      terms('2IN10', [[null, 30]], ['2', 10]);
      customerHas('Ann', '2IN10');
      receive(10, 'TEE').at('4.00');
      sell(1, 'TEE').for('100.00').taxed('V20');
      ship();
      paysEarly('120.00', '2.40').posts('Dr bank 117.60', 'Dr discounts-given/cash 2.40', 'Cr receivable 120.00');
    },
    { discountTax: 'kept' },
  );

  page(
    'paid late the discount stays open, and nothing is let off that was not agreed',
    ({ on, terms, customerHas, receive, sell, ship, pay, paysEarly, aged }) => {
      on('2026-01-10');
      terms('2IN10', [[null, 30]], ['2', 10]);
      receive(10, 'TEE').at('4.00');
      sell(1, 'TEE').for('100.00');
      ship();
      paysEarly('100.00', '2.00').isRefused('accounting.nothingLetOff');
      customerHas('Ann', '2IN10');
      sell(1, 'TEE').for('100.00').to('Ann');
      ship();
      on('2026-01-25');
      paysEarly('100.00', '2.00').isRefused('accounting.discountOver');
      pay('98.00');
      aged('customer', { notDue: '2.00', to30: '100.00' });
    },
  );

  page(
    'a bill paid early by hand takes the discount of the terms with its share of input tax',
    ({ on, taxCode, terms, buy, supplierHas, takeIn, billed, payBillEarly, letsOff, offersDiscount, expect }) => {
      on('2026-01-10');
      taxCode('V20', '20');
      terms('3IN14', [[null, 30]], ['3', 14]);
      buy(10, 'TEE').price('50.00').taxed('V20');
      supplierHas('3IN14');
      takeIn();
      billed(10);
      letsOff('supplier', '18.00 until 2026-01-24');
      payBillEarly('200.00', '6.01').isRefused('accounting.discountTooLarge');
      payBillEarly('200.00', '6.00').posts('Dr payable 200.00', 'Cr bank 194.00', 'Cr ppv/discounts 5.00', 'Cr input-tax 1.00');
      offersDiscount(1, '2026-01-31').isRefused('purchasing.discountTaken');
      on('2026-01-25');
      payBillEarly('400.00', '12.00').isRefused('accounting.discountOver');
      on('2026-01-24');
      payBillEarly('400.00', '12.00').posts('Dr payable 400.00', 'Cr bank 388.00', 'Cr ppv/discounts 10.00', 'Cr input-tax 2.00');
      expect.bill({ open: '0.00' });
    },
  );
});
