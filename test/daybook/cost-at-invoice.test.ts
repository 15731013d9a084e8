import { describe } from 'vitest';
import { page } from '../kit/daybook.ts';

const AT_INVOICE = { costOfSales: 'invoice' };

describe('the switch: cost of sales at the invoice', () => {
  page(
    'each parcel carries its own cost to its own invoice',
    ({ receive, sell, ship, expect }) => {
      receive(2, 'TEE').at('4.00');
      receive(2, 'TEE').at('7.00');
      sell(4, 'TEE').for('10.00');
      ship(1, 'TEE').posts('Dr cogs 4.00', 'Cr inventory LON 4.00', 'Dr receivable 10.00', 'Cr revenue 10.00');
      ship(3, 'TEE').posts('Dr cogs 18.00', 'Cr inventory LON 18.00', 'Dr receivable 30.00', 'Cr revenue 30.00');
      expect.account('gsni', '0.00');
      expect.account('cogs', '22.00');
    },
    AT_INVOICE,
  );

  page(
    'two invoices ahead, one parcel after: cost follows the goods, revenue what was deferred',
    ({ receive, sell, invoice, ship, expect }) => {
      receive(3, 'TEE').at('4.00');
      sell(3, 'TEE').for('10.00');
      invoice().posts('Dr receivable 30.00', 'Cr deferred-revenue 30.00');
      ship(1, 'TEE').posts('Dr cogs 4.00', 'Cr inventory LON 4.00', 'Dr deferred-revenue 10.00', 'Cr revenue 10.00');
      ship().posts('Dr cogs 8.00', 'Cr inventory LON 8.00', 'Dr deferred-revenue 20.00', 'Cr revenue 20.00');
      expect.account('deferred-revenue', '0.00');
      expect.account('gsni', '0.00');
    },
    AT_INVOICE,
  );

  page(
    'goods that come back do so at what they left for, and the credit takes cost of sales back',
    ({ receive, sell, ship, giveBack, credit, expect }) => {
      receive(2, 'TEE').at('4.00');
      sell(2, 'TEE').for('10.00');
      ship();
      giveBack(1, 'TEE').posts('Dr quarantine LON 4.00', 'Cr returns-clearing 4.00');
      credit().posts('Dr revenue 10.00', 'Cr receivable 10.00', 'Dr returns-clearing 4.00', 'Cr cogs 4.00');
      expect.account('cogs', '4.00');
      expect.account('gsni', '0.00');
    },
    AT_INVOICE,
  );

  page(
    'a bill that says more after the goods were invoiced is a variance of their cost',
    ({ buy, takeIn, sell, fulfill, billed, expect }) => {
      buy(10, 'TEE').price('48.00');
      takeIn();
      sell(4, 'TEE').for('90.00');
      fulfill();
      billed(10).at('50.00').posts('Dr grni 480.00', 'Dr inventory LON 12.00', 'Dr cogs-variance 8.00', 'Cr payable 500.00');
      expect.account('gsni', '0.00');
    },
    AT_INVOICE,
  );
});
