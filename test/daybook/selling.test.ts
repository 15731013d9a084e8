import { describe } from 'vitest';
import { page } from '../kit/daybook.ts';

describe('an order on account', () => {
  page('promised, handed over, invoiced, paid', ({ receive, sell, allocate, ship, pay, expect }) => {
    receive(10, 'TEE').at('4.00');
    sell(3, 'TEE').for('10.00').postsNothing();
    allocate().postsNothing();
    expect.available('TEE', 7);
    expect.reserved('TEE', 3);
    ship().posts('Dr cogs 12.00', 'Cr inventory LON 12.00', 'Dr receivable 30.00', 'Cr revenue 30.00');
    expect.stock('TEE', 7);
    expect.reserved('TEE', 0);
    expect.inventory('28.00');
    expect.order({ state: 'completed', fulfilment: 'shipped', total: '30.00' });
    pay('30.00').posts('Dr bank 30.00', 'Cr receivable 30.00');
    expect.account('receivable', '0.00');
  });

  page('stock is promised when the order is accepted, unless the shop decides by hand', ({ receive, sell, expect }) => {
    receive(10, 'TEE').at('4.00');
    sell(3, 'TEE').for('10.00');
    expect.reserved('TEE', 3);
  });

  page(
    'with allocation by hand nothing is promised before somebody says so',
    ({ receive, sell, ship, allocate, expect }) => {
      receive(10, 'TEE').at('4.00');
      sell(3, 'TEE').for('10.00');
      expect.reserved('TEE', 0);
      ship().isRefused('fulfillment.nothingToShip');
      allocate();
      ship();
      expect.stock('TEE', 7);
    },
    { allocateAt: 'manual' },
  );

  page('shipping charges are income of their own, on the first invoice', ({ receive, sell, ship, expect }) => {
    receive(2, 'TEE').at('4.00');
    sell(4, 'TEE').for('10.00').shipping('4.95');
    ship().posts('Dr cogs 8.00', 'Cr inventory LON 8.00', 'Dr receivable 24.95', 'Cr revenue 20.00', 'Cr shipping-revenue 4.95');
    receive(2, 'TEE').at('5.00');
    expect.order({ state: 'open', fulfilment: 'partly-shipped' });
  });

  page('an order of charges alone is only invoiced', ({ sell, fulfill, expect, goods }) => {
    goods('CARD', { kind: 'service' });
    sell(1, 'CARD').for('15.00');
    fulfill().posts('Dr receivable 15.00', 'Cr revenue 15.00');
    expect.order({ state: 'completed' });
  });
});

describe('money the channel has captured', () => {
  page('before shipment it is a deposit; the invoice takes it', ({ on, receive, sell, capture, ship, expect }) => {
    on('2026-02-27');
    receive(3, 'TEE').at('4.00');
    on('2026-02-28');
    sell(3, 'TEE').for('40.00').paid('before-shipment');
    capture('120.00').posts('Dr clearing 120.00', 'Cr customer-deposits 120.00');
    expect.order({ openDeposit: '120.00' });
    on('2026-03-02');
    ship().posts('Dr cogs 12.00', 'Cr inventory LON 12.00', 'Dr customer-deposits 120.00', 'Cr revenue 120.00');
    expect.account('customer-deposits', '0.00');
    expect.account('clearing', '120.00');
    expect.account('receivable', '0.00');
  });

  page('a deposit covers the parcels one after the other, the last takes the rest', ({ receive, sell, ship, expect }) => {
    receive(5, 'TEE').at('4.00');
    sell(3, 'TEE').for('33.33').paid('before-shipment').capturing('99.99');
    ship(1, 'TEE').posts('Dr cogs 4.00', 'Cr inventory LON 4.00', 'Dr customer-deposits 33.33', 'Cr revenue 33.33');
    ship(2, 'TEE').posts('Dr cogs 8.00', 'Cr inventory LON 8.00', 'Dr customer-deposits 66.66', 'Cr revenue 66.66');
    expect.order({ state: 'completed', openDeposit: '0.00' });
  });

  page('at shipment it settles the invoice at once', ({ receive, sell, ship, expect }) => {
    receive(3, 'TEE').at('4.00');
    sell(3, 'TEE').for('10.00').paid('at-shipment');
    ship().posts('Dr cogs 12.00', 'Cr inventory LON 12.00', 'Dr clearing 30.00', 'Cr revenue 30.00');
    expect.account('receivable', '0.00');
  });
});

describe('what is taken off, and what is sold beside goods', () => {
  page('a discount of ours is taken off its line before tax, to the cent', ({ taxCode, receive, sell, ship, expect }) => {
    taxCode('V20', '20');
    receive(3, 'TEE').at('4.00');
    sell(3, 'TEE').for('9.99').lessPercent(15).taxed('V20');
    // 29.97 less 15 % is 25.4745; the discount is 4.50.
    expect.order({ total: '30.56', tax: '5.09' });
    ship().posts('Dr cogs 12.00', 'Cr inventory LON 12.00', 'Dr receivable 30.56', 'Cr revenue 25.47', 'Cr output-tax 5.09');
  });

  page('shipping is income with a tax of its own, and its label no part of stock', ({ taxCode, receive, sell, ship, expect }) => {
    taxCode('V20', '20');
    receive(2, 'TEE').at('4.00');
    sell(2, 'TEE').for('10.00').shipping('5.00').taxed('V20');
    ship().posts(
      'Dr cogs 8.00',
      'Cr inventory LON 8.00',
      'Dr receivable 30.00',
      'Cr revenue 20.00',
      'Cr shipping-revenue 5.00',
      'Cr output-tax 5.00',
    );
    expect.inventory('0.00');
  });

  page(
    'money taken twice, before and after: the deposit goes first, what is over stays',
    ({ receive, sell, capture, ship, cancel, expect }) => {
      receive(4, 'TEE').at('4.00');
      sell(4, 'TEE').for('10.00').paid('before-shipment');
      capture('15.00');
      capture('25.00').posts('Dr clearing 25.00', 'Cr customer-deposits 25.00');
      ship(1, 'TEE').posts('Dr cogs 4.00', 'Cr inventory LON 4.00', 'Dr customer-deposits 10.00', 'Cr revenue 10.00');
      expect.order({ openDeposit: '30.00' });
      cancel(1, 'TEE').posts('Dr customer-deposits 10.00', 'Cr clearing 10.00');
      ship().posts('Dr cogs 8.00', 'Cr inventory LON 8.00', 'Dr customer-deposits 20.00', 'Cr revenue 20.00');
      expect.account('customer-deposits', '0.00');
      expect.account('clearing', '30.00');
    },
  );

  page('paid too little: the invoice takes what there is, the rest is owed', ({ receive, sell, capture, ship, pay, expect }) => {
    receive(2, 'TEE').at('4.00');
    sell(2, 'TEE').for('10.00').paid('before-shipment');
    capture('12.50');
    ship().posts('Dr cogs 8.00', 'Cr inventory LON 8.00', 'Dr customer-deposits 12.50', 'Dr receivable 7.50', 'Cr revenue 20.00');
    pay('7.50');
    expect.account('receivable', '0.00');
  });
});

describe('cancelled before shipment', () => {
  page('the stock is free again and the deposit goes back', ({ receive, sell, cancel, expect }) => {
    receive(3, 'TEE').at('4.00');
    sell(3, 'TEE').for('10.00').paid('before-shipment').capturing('30.00');
    expect.available('TEE', 0);
    cancel().posts('Dr customer-deposits 30.00', 'Cr clearing 30.00');
    expect.available('TEE', 3);
    expect.order({ state: 'cancelled' });
    expect.account('revenue', '0.00');
  });

  page('cancelling the rest of a partly shipped order completes it', ({ receive, sell, ship, cancel, expect }) => {
    receive(2, 'TEE').at('4.00');
    sell(3, 'TEE').for('10.00').paid('before-shipment').capturing('30.00');
    ship();
    cancel().posts('Dr customer-deposits 10.00', 'Cr clearing 10.00');
    expect.order({ state: 'completed', openDeposit: '0.00' });
    expect.account('clearing', '20.00');
  });
});

describe('invoiced before shipment', () => {
  page('revenue waits until the goods leave', ({ receive, sell, invoice, ship, expect }) => {
    receive(3, 'TEE').at('4.00');
    sell(3, 'TEE').for('10.00');
    invoice().posts('Dr receivable 30.00', 'Cr deferred-revenue 30.00');
    ship().posts('Dr cogs 12.00', 'Cr inventory LON 12.00', 'Dr deferred-revenue 30.00', 'Cr revenue 30.00');
    expect.account('deferred-revenue', '0.00');
    expect.order({ state: 'completed' });
  });
});

describe('invoiced before shipment, and no goods leave', () => {
  page('a charge the customer was not given back is earned without goods', ({ receive, sell, invoice, creditUnits, cancel, expect }) => {
    receive(3, 'TEE').at('4.00');
    sell(3, 'TEE').for('10.00').shipping('4.95');
    invoice().posts('Dr receivable 34.95', 'Cr deferred-revenue 34.95');
    creditUnits(3, 'TEE').posts('Dr deferred-revenue 30.00', 'Cr receivable 30.00');
    cancel().posts('Dr deferred-revenue 4.95', 'Cr shipping-revenue 4.95');
    expect.account('deferred-revenue', '0.00');
    expect.account('receivable', '4.95');
    expect.order({ state: 'completed' });
  });
});

describe('cost of sales at the invoice', () => {
  page(
    'goods shipped wait as shipped not invoiced until the invoice takes them',
    ({ receive, sell, ship, expect }) => {
      receive(3, 'TEE').at('4.00');
      sell(3, 'TEE').for('10.00');
      ship().posts('Dr cogs 12.00', 'Cr inventory LON 12.00', 'Dr receivable 30.00', 'Cr revenue 30.00');
      expect.account('gsni', '0.00');
    },
    { costOfSales: 'invoice' },
  );

  page(
    'invoiced before: the cost follows the goods when they leave',
    ({ receive, sell, invoice, ship, expect }) => {
      receive(3, 'TEE').at('4.00');
      sell(3, 'TEE').for('10.00');
      invoice();
      ship().posts('Dr cogs 12.00', 'Cr inventory LON 12.00', 'Dr deferred-revenue 30.00', 'Cr revenue 30.00');
      expect.account('gsni', '0.00');
    },
    { costOfSales: 'invoice' },
  );
});

describe('golden rounding vectors', () => {
  page(
    'per document: 348.35 x 16 less 4 % plus 22 % is 6527.80',
    ({ taxCode, receive, sell, ship, expect }) => {
      taxCode('V22', '22');
      receive(16, 'LAMP').at('100.00');
      sell(16, 'LAMP').for('348.35').lessPercent(4).taxed('V22');
      expect.order({ total: '6527.80', tax: '1177.14' });
      ship().posts('Dr cogs 1600.00', 'Cr inventory LON 1600.00', 'Dr receivable 6527.80', 'Cr revenue 5350.66', 'Cr output-tax 1177.14');
    },
    { taxRounding: 'document' },
  );

  page(
    'per line: 348.35 x 16 less 4 % plus 22 % is 6527.81',
    ({ taxCode, receive, sell, ship, expect }) => {
      taxCode('V22', '22');
      receive(16, 'LAMP').at('100.00');
      sell(16, 'LAMP').for('348.35').lessPercent(4).taxed('V22');
      expect.order({ total: '6527.81', tax: '1177.15' });
      ship().posts('Dr cogs 1600.00', 'Cr inventory LON 1600.00', 'Dr receivable 6527.81', 'Cr revenue 5350.66', 'Cr output-tax 1177.15');
    },
    { taxRounding: 'line' },
  );

  page(
    '54.45, 600 and -500 at 10 %: tax 15.45 on the order, the invoice and the credit note',
    ({ taxCode, receive, sell, ship, creditEverything, expect }) => {
      taxCode('V10', '10');
      receive(1, 'PEN').at('20.00');
      receive(1, 'DESK').at('200.00');
      sell(1, 'PEN').for('54.45').plus(1, 'DESK', '600.00').charge('discounts-given', '-500.00').taxed('V10');
      expect.order({ tax: '15.45', total: '169.90' });
      ship().posts(
        'Dr cogs 220.00',
        'Cr inventory LON 220.00',
        'Dr receivable 169.90',
        'Cr revenue 654.45',
        'Dr discounts-given 500.00',
        'Cr output-tax 15.45',
      );
      creditEverything().posts('Cr receivable 169.90', 'Dr revenue 654.45', 'Cr discounts-given 500.00', 'Dr output-tax 15.45');
      expect.account('output-tax', '0.00');
    },
  );

  page('parcels of a taxed order share its amounts; the last takes the remainder', ({ taxCode, receive, sell, ship, expect }) => {
    taxCode('V20', '20');
    receive(3, 'TEE').at('4.00');
    sell(3, 'TEE').for('3.335').taxed('V20');
    expect.order({ total: '12.01', tax: '2.00' });
    ship(1, 'TEE').posts('Dr cogs 4.00', 'Cr inventory LON 4.00', 'Dr receivable 4.01', 'Cr revenue 3.34', 'Cr output-tax 0.67');
    ship(2, 'TEE').posts('Dr cogs 8.00', 'Cr inventory LON 8.00', 'Dr receivable 8.00', 'Cr revenue 6.67', 'Cr output-tax 1.33');
  });
});

describe('locked books', () => {
  page('a handover into a locked period is refused, goods and all', ({ on, receive, sell, ship, lock, expect }) => {
    on('2026-01-10');
    receive(3, 'TEE').at('4.00');
    sell(3, 'TEE').for('10.00');
    on('2026-02-10');
    lock('stock', '2026-02-28');
    ship().isRefused('accounting.periodLocked');
    expect.stock('TEE', 3);
    expect.reserved('TEE', 3);
    on('2026-03-02');
    ship();
    expect.stock('TEE', 0);
  });
});

describe('days that are locked', () => {
  page(
    'where the company re-dates, the entry goes to the next open day and the document keeps its own',
    ({ on, receive, sell, ship, lock, balance }) => {
      on('2026-01-10');
      receive(3, 'TEE').at('4.00');
      sell(3, 'TEE').for('10.00');
      on('2026-01-20');
      lock('all', '2026-01-19');
      on('2026-01-15');
      ship();
      balance('2026-01-19', 'cogs', '0.00');
      balance('2026-01-20', 'cogs', '12.00');
      balance('2026-01-20', 'revenue', '-30.00');
    },
    { lateEntries: 're-date' },
  );

  page('cost that is known later goes to the day it is known; a bill of a locked day is refused', (words) => {
    const { on, buy, takeIn, sell, fulfill, lock, billed, balance } = words;
    on('2026-01-10');
    buy(4, 'TEE').price('10.00');
    takeIn();
    sell(2, 'TEE').for('30.00');
    fulfill();
    on('2026-01-31');
    lock('stock', '2026-01-30');
    billed(3).at('12.00').posts('Dr grni 30.00', 'Dr inventory LON 2.00', 'Dr cogs-variance 4.00', 'Cr payable 36.00');
    balance('2026-01-30', 'cogs-variance', '0.00');
    on('2026-01-29');
    billed(1).at('12.00').as('late').isRefused('accounting.periodLocked');
  });

  page('a lock of one area leaves the others open; the hard one never moves back', ({ on, receive, sell, ship, pay, lock }) => {
    on('2026-01-10');
    receive(3, 'TEE').at('4.00');
    sell(3, 'TEE').for('10.00');
    ship();
    on('2026-01-12');
    lock('stock', '2026-01-12');
    receive(1, 'TEE').at('4.00').isRefused('accounting.periodLocked');
    pay('30.00').posts('Dr bank 30.00', 'Cr receivable 30.00');
    lock('hard', '2026-01-11');
    lock('hard', '2026-01-10').isRefused('accounting.lockNeverBack');
  });
});

describe('more golden rounding vectors', () => {
  const invoice: (tax: string, gross: string) => Parameters<typeof page>[1] = (tax, gross) => (words) => {
    const { taxCode, receive, sell, ship, expect } = words;
    taxCode('V85', '8.5');
    receive(1, 'BED').at('200.00');
    receive(1, 'LAMP').at('100.00');
    sell(1, 'BED')
      .for('598.89')
      .plus(1, 'LAMP', '329.84')
      .charge('discounts-given', '-59.89')
      .charge('discounts-given', '-32.98')
      .taxed('V85');
    expect.order({ tax, total: gross });
    ship().posts(
      'Dr cogs 300.00',
      'Cr inventory LON 300.00',
      `Dr receivable ${gross}`,
      'Cr revenue 928.73',
      'Dr discounts-given 92.87',
      `Cr output-tax ${tax}`,
    );
    expect.account('output-tax', `-${tax}`);
    expect.order({ state: 'completed' });
  };
  page('598.89 + 329.84 - 59.89 - 32.98 at 8.5 %: 71.05 per document', invoice('71.05', '906.91'), { taxRounding: 'document' });
  page('598.89 + 329.84 - 59.89 - 32.98 at 8.5 %: 71.06 per line', invoice('71.06', '906.92'), { taxRounding: 'line' });
  page('the price of one is never rounded after its discount: 334.416 x 16 is 5350.66, not 334.42 x 16', (words) => {
    words.receive(16, 'LAMP').at('100.00');
    words.sell(16, 'LAMP').for('348.35').lessPercent(4);
    words.expect.order({ total: '5350.66' });
    words.ship().posts('Dr cogs 1600.00', 'Cr inventory LON 1600.00', 'Dr receivable 5350.66', 'Cr revenue 5350.66');
  });
  page('8.01 including 20 %: tax 1.34, base 6.67 by subtraction', ({ taxCode, receive, sell, ship, expect }) => {
    taxCode('V20', '20');
    receive(1, 'PEN').at('2.00');
    sell(1, 'PEN').for('8.01').including('V20');
    expect.order({ tax: '1.34', total: '8.01' });
    ship().posts('Dr cogs 2.00', 'Cr inventory LON 2.00', 'Dr receivable 8.01', 'Cr revenue 6.67', 'Cr output-tax 1.34');
  });
});
