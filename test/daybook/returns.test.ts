import { describe } from 'vitest';
import { page } from '../kit/daybook.ts';

describe('goods come back', () => {
  page('receive 10 at 4.00, sell 3, one comes back to stock', ({ receive, sell, ship, giveBack, expect }) => {
    receive(10, 'TEE').at('4.00');
    sell(3, 'TEE').for('10.00');
    ship();
    giveBack(1, 'TEE').to('stock');
    expect.stock('TEE', 8);
    expect.inventory('32.00');
    expect.account('cogs', '12.00');
    expect.account('returns-clearing', '-4.00');
  });

  page(
    'into quarantine at original cost, credited, refunded, restocked',
    ({ receive, sell, ship, pay, giveBack, credit, refund, restock, expect }) => {
      receive(4, 'TEE').at('4.00');
      receive(4, 'TEE').at('9.00');
      sell(4, 'TEE').for('10.00');
      ship();
      pay('40.00');
      giveBack(2, 'TEE').posts('Dr quarantine LON 8.00', 'Cr returns-clearing 8.00');
      expect.available('TEE', 4);
      credit().posts('Dr revenue 20.00', 'Cr receivable 20.00', 'Dr returns-clearing 8.00', 'Cr cogs 8.00');
      expect.account('returns-clearing', '0.00');
      refund('20.00').posts('Dr receivable 20.00', 'Cr bank 20.00');
      restock().posts('Dr inventory LON 8.00', 'Cr quarantine LON 8.00');
      expect.stock('TEE', 6);
      expect.account('cogs', '8.00');
      expect.account('receivable', '0.00');
      expect.returned({ state: 'closed', value: '8.00', flagged: false });
    },
  );

  page('the credit first lowers what the invoice still owes', ({ receive, sell, ship, giveBack, credit, pay, expect }) => {
    receive(4, 'TEE').at('4.00');
    sell(4, 'TEE').for('10.00');
    ship();
    giveBack(1, 'TEE');
    credit();
    pay('30.00');
    expect.account('receivable', '0.00');
  });

  page(
    'sold at two costs: each comes back at what it left for, the last takes the remainder',
    ({ receive, sell, ship, giveBack, expect }) => {
      receive(1, 'TEE').worth('3.33');
      receive(2, 'TEE').worth('6.67');
      sell(3, 'TEE').for('10.00');
      ship();
      giveBack(1, 'TEE').posts('Dr quarantine LON 3.33', 'Cr returns-clearing 3.33');
      giveBack(1, 'TEE').posts('Dr quarantine LON 3.34', 'Cr returns-clearing 3.34');
      giveBack(1, 'TEE').posts('Dr quarantine LON 3.33', 'Cr returns-clearing 3.33');
      giveBack(1, 'TEE').isRefused('returns.tooMany');
      expect.quarantine('TEE', 3);
    },
  );

  page('goods sold again after a return, and returned again, keep their cost', ({ receive, sell, ship, giveBack, credit, expect }) => {
    receive(1, 'TEE').at('4.00');
    sell(1, 'TEE').for('10.00');
    ship();
    giveBack(1, 'TEE').to('stock');
    credit();
    sell(1, 'TEE').for('11.00').to('Bob');
    ship().posts('Dr cogs 4.00', 'Cr inventory LON 4.00', 'Dr receivable 11.00', 'Cr revenue 11.00');
    giveBack(1, 'TEE').posts('Dr quarantine LON 4.00', 'Cr returns-clearing 4.00');
    credit();
    expect.account('cogs', '0.00');
    expect.account('revenue', '0.00');
  });

  page('they may come back to another warehouse, at the cost they left the first with', ({ receive, sell, ship, giveBack, expect }) => {
    receive(2, 'TEE').at('4.00').in('LON');
    sell(2, 'TEE').for('10.00');
    ship();
    giveBack(1, 'TEE').in('HAM').posts('Dr quarantine HAM 4.00', 'Cr returns-clearing 4.00');
    expect.quarantine('TEE', 1).in('HAM');
  });

  page('what was never shipped cannot come back', ({ receive, sell, giveBack }) => {
    receive(2, 'TEE').at('4.00');
    sell(2, 'TEE').for('10.00');
    giveBack(1, 'TEE').isRefused('returns.tooMany');
  });

  page('inspected: one back on sale, one scrapped', ({ receive, sell, ship, giveBack, restock, scrapReturned, expect }) => {
    receive(3, 'TEE').at('4.00');
    sell(3, 'TEE').for('10.00');
    ship();
    giveBack(2, 'TEE');
    restock(1).posts('Dr inventory LON 4.00', 'Cr quarantine LON 4.00');
    restock(2).isRefused('returns.notInQuarantine');
    scrapReturned(1).posts('Dr write-down 4.00', 'Cr quarantine LON 4.00');
    scrapReturned(1).isRefused('returns.notInQuarantine');
    expect.stock('TEE', 1);
    expect.quarantine('TEE', 0);
    expect.inventory('4.00');
  });
});

describe('the three kinds of credit note', () => {
  page('with goods: revenue and cost come back', ({ taxCode, receive, sell, ship, giveBack, credit, expect }) => {
    taxCode('V20', '20');
    receive(2, 'TEE').at('4.00');
    sell(2, 'TEE').for('10.00').taxed('V20');
    ship();
    giveBack(2, 'TEE');
    credit().posts('Dr revenue 20.00', 'Dr output-tax 4.00', 'Cr receivable 24.00', 'Dr returns-clearing 8.00', 'Cr cogs 8.00');
    credit().isRefused('returns.wrongState');
    expect.account('receivable', '0.00');
  });

  page('a quantity without goods: the cost stays where it is', ({ taxCode, receive, sell, ship, creditUnits, giveBack, expect }) => {
    taxCode('V20', '20');
    receive(2, 'TEE').at('4.00');
    sell(2, 'TEE').for('10.00').taxed('V20');
    ship();
    creditUnits(1, 'TEE').posts('Dr revenue 10.00', 'Dr output-tax 2.00', 'Cr receivable 12.00');
    expect.account('cogs', '8.00');
    creditUnits(2, 'TEE').isRefused('sales.creditTooLarge');
    giveBack(1, 'TEE');
    expect.inventory('4.00');
  });

  page('price alone: no goods, no units', ({ taxCode, receive, sell, ship, creditPrice, giveBack, expect }) => {
    taxCode('V20', '20');
    receive(2, 'TEE').at('4.00');
    sell(2, 'TEE').for('10.00').taxed('V20');
    ship();
    creditPrice('5.00', '1.00').posts('Dr revenue 5.00', 'Dr output-tax 1.00', 'Cr receivable 6.00');
    creditPrice('15.01', '3.00').isRefused('sales.creditTooLarge');
    giveBack(2, 'TEE');
    expect.account('cogs', '8.00');
  });
});

describe('credit before the goods are here', () => {
  page('announced, credited, arrived: the clearing closes', ({ receive, sell, ship, announce, credit, arriveBack, expect }) => {
    receive(2, 'TEE').at('4.00');
    sell(2, 'TEE').for('10.00');
    ship();
    announce(1, 'TEE').postsNothing();
    credit().posts('Dr revenue 10.00', 'Cr receivable 10.00', 'Dr returns-clearing 4.00', 'Cr cogs 4.00');
    expect.returned({ state: 'credited' });
    arriveBack().posts('Dr quarantine LON 4.00', 'Cr returns-clearing 4.00');
    expect.returned({ state: 'closed' });
    expect.account('returns-clearing', '0.00');
  });

  page(
    'goods of two costs: what the credit assumed is trued up when they arrive',
    ({ receive, sell, ship, announce, credit, arriveBack, expect }) => {
      receive(1, 'TEE').at('4.00');
      receive(1, 'TEE').at('7.00');
      sell(2, 'TEE').for('10.00');
      ship();
      announce(1, 'TEE');
      credit().posts('Dr revenue 10.00', 'Cr receivable 10.00', 'Dr returns-clearing 5.50', 'Cr cogs 5.50');
      arriveBack().posts('Dr quarantine LON 4.00', 'Dr cogs 1.50', 'Cr returns-clearing 5.50');
      expect.account('returns-clearing', '0.00');
      expect.account('cogs', '7.00');
    },
  );

  page('credited and never arrived: a loss', ({ receive, sell, ship, announce, credit, neverArrives, arriveBack, expect }) => {
    receive(2, 'TEE').at('4.00');
    sell(2, 'TEE').for('10.00');
    ship();
    announce(1, 'TEE');
    neverArrives().isRefused('returns.wrongState');
    credit();
    neverArrives().posts('Dr return-loss 4.00', 'Cr returns-clearing 4.00');
    arriveBack().isRefused('returns.wrongState');
    expect.account('returns-clearing', '0.00');
    expect.stock('TEE', 0);
  });

  page('announced units cannot be returned twice, called off they can', ({ receive, sell, ship, announce, giveBack, callOff, expect }) => {
    receive(1, 'TEE').at('4.00');
    sell(1, 'TEE').for('10.00');
    ship();
    announce(1, 'TEE');
    giveBack(1, 'TEE').isRefused('returns.tooMany');
    callOff();
    giveBack(1, 'TEE');
    expect.quarantine('TEE', 1);
  });
});

describe('goods whose sale nobody knows', () => {
  page('come in at the cost the item has now, flagged', ({ receive, findReturned, restock, expect }) => {
    receive(5, 'TEE').at('4.00');
    findReturned(2, 'TEE').posts('Dr quarantine LON 8.00', 'Cr returns-clearing 8.00');
    expect.returned({ state: 'received', value: '8.00', flagged: true });
    restock();
    expect.inventory('28.00');
  });

  page('or at a stated cost', ({ findReturned, expect }) => {
    findReturned(2, 'OLD').at('1.50').posts('Dr quarantine LON 3.00', 'Cr returns-clearing 3.00');
    expect.returned({ flagged: true });
  });

  page('never at nothing by default', ({ goods, findReturned, sell }) => {
    goods('OLD');
    sell(1, 'OLD').for('1.00');
    findReturned(2, 'OLD').isRefused('inventory.noCostKnown');
  });
});

describe('returns by method of costing', () => {
  page('average: they come back at what they left for, whatever the average is now', (words) => {
    const { goods, receive, sell, ship, giveBack, restock, credit, expect } = words;
    goods('BOX', { costing: 'average' });
    receive(4, 'BOX').at('10.00');
    sell(2, 'BOX').for('30.00');
    ship().posts('Dr cogs 20.00', 'Cr inventory LON 20.00', 'Dr receivable 60.00', 'Cr revenue 60.00');
    receive(2, 'BOX').at('16.00');
    expect.inventory('52.00');
    giveBack(1, 'BOX').posts('Dr quarantine LON 10.00', 'Cr returns-clearing 10.00');
    restock().posts('Dr inventory LON 10.00', 'Cr quarantine LON 10.00');
    credit();
    expect.inventory('62.00');
    sell(5, 'BOX').for('30.00');
    ship().posts('Dr cogs 62.00', 'Cr inventory LON 62.00', 'Dr receivable 150.00', 'Cr revenue 150.00');
  });

  page('standard: at the standard of the day they left', ({ on, goods, receive, sell, ship, restandard, giveBack, credit, expect }) => {
    on('2026-01-10');
    goods('MUG', { costing: 'standard', standard: '10.00' });
    receive(4, 'MUG').at('10.00');
    sell(2, 'MUG').for('30.00');
    ship();
    on('2026-01-12');
    restandard('MUG', '12.00').posts('Dr inventory LON 4.00', 'Cr revaluation 4.00');
    giveBack(1, 'MUG').posts('Dr quarantine LON 10.00', 'Cr returns-clearing 10.00');
    credit().posts('Dr revenue 30.00', 'Cr receivable 30.00', 'Dr returns-clearing 10.00', 'Cr cogs 10.00');
    expect.inventory('34.00');
  });

  page('a return of goods with freight and a dearer bill brings both back', (words) => {
    const { buy, takeIn, sell, fulfill, landed, billed, giveBack, credit, expect } = words;
    buy(2, 'BOX').price('10.00');
    takeIn();
    sell(2, 'BOX').for('50.00');
    fulfill();
    landed('3.00').posts('Dr cogs-variance 3.00', 'Cr landed-accrual 3.00');
    billed(2).at('12.00').posts('Dr grni 20.00', 'Dr cogs-variance 4.00', 'Cr payable 24.00');
    giveBack(1, 'BOX').posts('Dr quarantine LON 13.50', 'Cr returns-clearing 13.50');
    credit().posts('Dr revenue 50.00', 'Cr receivable 50.00', 'Dr returns-clearing 13.50', 'Cr cogs 13.50');
    expect.inventory('13.50');
  });

  page('a bill that comes after the goods came back and were scrapped goes to where they went', (words) => {
    const { buy, takeIn, sell, fulfill, giveBack, scrapReturned, billed } = words;
    buy(4, 'BOX').price('10.00');
    takeIn();
    sell(3, 'BOX').for('50.00');
    fulfill();
    giveBack(2, 'BOX');
    scrapReturned(1).posts('Dr write-down 10.00', 'Cr quarantine LON 10.00');
    billed(4)
      .at('11.00')
      .posts(
        'Dr grni 40.00',
        'Dr inventory LON 1.00',
        'Dr quarantine LON 1.00',
        'Dr write-down 1.00',
        'Dr cogs-variance 1.00',
        'Cr payable 44.00',
      );
  });
});

describe('what a customer paid comes back', () => {
  page('a taxed order paid before: credit note, then the refund from the bank', (words) => {
    const { taxCode, receive, sell, ship, giveBack, credit, refund, expect } = words;
    taxCode('V20', '20');
    receive(3, 'TEE').at('4.00');
    sell(3, 'TEE').for('10.00').taxed('V20').paid('before-shipment').capturing('36.00');
    ship();
    giveBack(1, 'TEE');
    credit().posts('Dr revenue 10.00', 'Dr output-tax 2.00', 'Cr receivable 12.00', 'Dr returns-clearing 4.00', 'Cr cogs 4.00');
    expect.account('receivable', '-12.00');
    refund('12.00').posts('Dr receivable 12.00', 'Cr bank 12.00');
    refund('0.01').isRefused('accounting.itemTooSmall');
    expect.account('receivable', '0.00');
  });

  page('the last unit credited takes the remainder of the order', ({ taxCode, receive, sell, ship, giveBack, credit, expect }) => {
    taxCode('V20', '20');
    receive(3, 'TEE').at('4.00');
    sell(3, 'TEE').for('3.335').taxed('V20');
    ship();
    giveBack(1, 'TEE');
    credit().posts('Dr revenue 3.34', 'Dr output-tax 0.67', 'Cr receivable 4.01', 'Dr returns-clearing 4.00', 'Cr cogs 4.00');
    giveBack(2, 'TEE');
    credit().posts('Dr revenue 6.67', 'Dr output-tax 1.33', 'Cr receivable 8.00', 'Dr returns-clearing 8.00', 'Cr cogs 8.00');
    expect.account('revenue', '0.00');
    expect.account('output-tax', '0.00');
  });

  page(
    'a price credit and the units after it come to the invoice together',
    ({ receive, sell, ship, creditPrice, giveBack, credit, expect }) => {
      receive(2, 'TEE').at('4.00');
      sell(2, 'TEE').for('10.00');
      ship();
      creditPrice('5.00').posts('Dr revenue 5.00', 'Cr receivable 5.00');
      giveBack(2, 'TEE');
      credit().posts('Dr revenue 15.00', 'Cr receivable 15.00', 'Dr returns-clearing 8.00', 'Cr cogs 8.00');
      expect.account('receivable', '0.00');
      expect.account('revenue', '0.00');
    },
  );
});
