import { describe } from 'vitest';
import { page } from '../kit/daybook.ts';

describe('landed cost', () => {
  page(
    'golden: 10 at 10, 10 at 20, sell 1, landed 100 on the first receipt, average: 285 + 90 in stock, 10 sold',
    ({ goods, buy, takeIn, remember, recall, sell, fulfill, landed, expect }) => {
      goods('BOX', { costing: 'average' });
      buy(10, 'BOX').price('10.00');
      takeIn();
      remember('first');
      buy(10, 'BOX').price('20.00');
      takeIn();
      sell(1, 'BOX').for('50.00');
      fulfill();
      expect.inventory('285.00');
      recall('first');
      landed('100.00').posts('Dr inventory LON 90.00', 'Dr cogs-variance 10.00', 'Cr landed-accrual 100.00');
      expect.inventory('375.00');
    },
  );

  page('FIFO: onto the layer of the receipt, and the freight bill closes the accrual', (words) => {
    const { buy, takeIn, sell, fulfill, landed, freightBill, expect } = words;
    buy(10, 'BOX').price('10.00');
    takeIn();
    sell(4, 'BOX').for('50.00');
    fulfill();
    freightBill('33.33').posts('Dr landed-accrual 33.33', 'Cr payable 33.33');
    landed('33.33').posts('Dr inventory LON 20.00', 'Dr cogs-variance 13.33', 'Cr landed-accrual 33.33');
    expect.account('landed-accrual', '0.00');
    expect.inventory('80.00');
  });

  page('an estimate on the order comes in with the goods; the actual cost trues it up', (words) => {
    const { buy, takeIn, sell, fulfill, landed, freightBill, billed, expect } = words;
    buy(10, 'BOX').price('10.00').expecting('2.00');
    takeIn().posts('Dr inventory LON 120.00', 'Cr grni 100.00', 'Cr landed-accrual 20.00');
    sell(5, 'BOX').for('50.00');
    fulfill();
    freightBill('26.00');
    landed('26.00').posts('Dr inventory LON 3.00', 'Dr cogs-variance 3.00', 'Cr landed-accrual 6.00');
    expect.account('landed-accrual', '0.00');
    billed(10).posts('Dr grni 100.00', 'Cr payable 100.00');
    expect.inventory('63.00');
  });

  page('less than estimated comes off again', ({ buy, takeIn, landed, expect }) => {
    buy(10, 'BOX').price('10.00').expecting('2.00');
    takeIn();
    landed('15.00').posts('Dr landed-accrual 5.00', 'Cr inventory LON 5.00');
    expect.inventory('115.00');
  });

  page('split equally, by quantity, by value, by weight and by volume, to the last penny', ({ buy, takeIn, landed }) => {
    buy(1, 'BOX').price('90.00').plus(2, 'TUB', '5.00');
    takeIn();
    landed('10.01', 'equal').posts('Dr inventory LON 10.01', 'Cr landed-accrual 10.01');
    landed('9.00', 'quantity').posts('Dr inventory LON 9.00', 'Cr landed-accrual 9.00');
    landed('10.00', 'value').posts('Dr inventory LON 10.00', 'Cr landed-accrual 10.00');
    landed('10.00', 'weight', [3, 1]).posts('Dr inventory LON 10.00', 'Cr landed-accrual 10.00');
    landed('10.00', 'volume', [0, 1]).posts('Dr inventory LON 10.00', 'Cr landed-accrual 10.00');
    landed('1.00', 'weight').isRefused('purchasing.noMeasure');
  });

  page('each key says what a line bears', ({ buy, takeIn, landed, expect }) => {
    buy(1, 'BOX').price('90.00').plus(2, 'TUB', '5.00');
    takeIn();
    landed('10.01', 'equal');
    expect.worth('BOX', '95.01');
    expect.worth('TUB', '15.00');
    landed('9.00', 'quantity');
    expect.worth('BOX', '98.01');
    expect.worth('TUB', '21.00');
    landed('10.00', 'value');
    expect.worth('BOX', '107.01');
    expect.worth('TUB', '22.00');
    landed('10.00', 'weight', [3, 1]);
    expect.worth('BOX', '114.51');
    expect.worth('TUB', '24.50');
    landed('10.00', 'volume', [0, 1]);
    expect.worth('BOX', '114.51');
    expect.worth('TUB', '34.50');
  });

  page('tax on the freight bill and import tax never become stock', ({ taxCode, buy, takeIn, billed, landed, freightBill, expect }) => {
    taxCode('V20', '20');
    buy(10, 'BOX').price('10.00');
    takeIn();
    billed(10).withCharge('Import VAT', 'input-tax', '20.00').posts('Dr grni 100.00', 'Dr input-tax 20.00', 'Cr payable 120.00');
    freightBill('30.00', 'V20').posts('Dr landed-accrual 30.00', 'Dr input-tax 6.00', 'Cr payable 36.00');
    landed('30.00').posts('Dr inventory LON 30.00', 'Cr landed-accrual 30.00');
    expect.inventory('130.00');
  });

  page('freight follows goods to where they moved on, and to the reason they were written down for', (words) => {
    const { buy, takeIn, transfer, send, writeDown, landed, expect } = words;
    buy(10, 'BOX').price('10.00');
    takeIn();
    transfer(3, 'BOX').from('LON').to('HAM');
    send(2, 'BOX').from('LON').to('HAM');
    writeDown(1, 'BOX');
    landed('20.00').posts(
      'Dr inventory LON 8.00',
      'Dr inventory HAM 6.00',
      'Dr inventory-transit 4.00',
      'Dr write-down 2.00',
      'Cr landed-accrual 20.00',
    );
    expect.inventory('108.00');
  });

  page('two landed costs on two receipts: each on the units it was paid for', (words) => {
    const { buy, takeIn, remember, recall, sell, fulfill, landed, expect } = words;
    buy(4, 'BOX').price('10.00');
    takeIn();
    remember('first');
    buy(4, 'BOX').price('12.00');
    takeIn();
    remember('second');
    sell(6, 'BOX').for('50.00');
    fulfill().posts('Dr cogs 64.00', 'Cr inventory LON 64.00', 'Dr receivable 300.00', 'Cr revenue 300.00');
    recall('first');
    landed('8.00').posts('Dr cogs-variance 8.00', 'Cr landed-accrual 8.00');
    recall('second');
    landed('8.00').posts('Dr inventory LON 4.00', 'Dr cogs-variance 4.00', 'Cr landed-accrual 8.00');
    expect.inventory('28.00');
  });

  page('standard cost: freight is variance', ({ goods, buy, takeIn, landed, expect }) => {
    goods('CUP', { costing: 'standard', standard: '10.00' });
    buy(4, 'CUP').price('10.00');
    takeIn();
    landed('8.00').posts('Dr ppv 8.00', 'Cr landed-accrual 8.00');
    expect.inventory('40.00');
  });

  page('goods that come back later bring the freight back with them', ({ buy, takeIn, sell, fulfill, landed, giveBack, expect }) => {
    buy(2, 'BOX').price('10.00');
    takeIn();
    sell(2, 'BOX').for('50.00');
    fulfill();
    landed('5.01').posts('Dr cogs-variance 5.01', 'Cr landed-accrual 5.01');
    giveBack(1, 'BOX').posts('Dr quarantine LON 12.51', 'Cr returns-clearing 12.51');
    giveBack(1, 'BOX').posts('Dr quarantine LON 12.50', 'Cr returns-clearing 12.50');
    expect.inventory('25.01');
  });
});

describe('goods given back to the supplier', () => {
  page('golden: 1 at 10, 1 at 20, average, sell 1 at 15, return the 10: variance 5', (words) => {
    const { goods, buy, takeIn, remember, recall, sell, fulfill, sendBack, supplierCredits, expect } = words;
    goods('BOX', { costing: 'average' });
    buy(1, 'BOX').price('10.00');
    takeIn();
    remember('ten');
    buy(1, 'BOX').price('20.00');
    takeIn();
    sell(1, 'BOX').for('50.00');
    fulfill();
    recall('ten');
    sendBack(1).posts('Dr grni-returns 10.00', 'Dr ppv 5.00', 'Cr inventory LON 15.00');
    expect.inventory('0.00');
    supplierCredits().posts('Dr payable 10.00', 'Cr grni-returns 10.00');
    supplierCredits(undefined, 'C-2').isRefused('purchasing.creditedAlready');
  });

  page(
    'FIFO: the layer of the receipt first, the oldest when it is used up',
    ({ buy, takeIn, sendBack, remember, recall, sell, fulfill, expect }) => {
      buy(2, 'BOX').price('10.00');
      takeIn();
      remember('ten');
      buy(2, 'BOX').price('20.00');
      takeIn();
      sendBack(1).posts('Dr grni-returns 20.00', 'Cr inventory LON 20.00');
      sell(1, 'BOX').for('50.00');
      fulfill().posts('Dr cogs 10.00', 'Cr inventory LON 10.00', 'Dr receivable 50.00', 'Cr revenue 50.00');
      sell(1, 'BOX').for('50.00');
      fulfill();
      recall('ten');
      sendBack(1).posts('Dr grni-returns 10.00', 'Dr ppv 10.00', 'Cr inventory LON 20.00');
      sendBack(2).isRefused('purchasing.returnedTooMany');
      expect.inventory('0.00');
    },
  );

  page('a difference of the bill to goods given back is price variance; freight is not refunded', (words) => {
    const { taxCode, buy, takeIn, landed, sendBack, billed, supplierCredits, expect } = words;
    taxCode('V20', '20');
    buy(4, 'BOX').price('10.00').taxed('V20');
    takeIn();
    landed('4.00');
    sendBack(1).posts('Dr grni-returns 10.00', 'Dr ppv 1.00', 'Cr inventory LON 11.00');
    billed(4).at('12.00').posts('Dr grni 40.00', 'Dr inventory LON 6.00', 'Dr ppv 2.00', 'Dr input-tax 9.60', 'Cr payable 57.60');
    supplierCredits('12.00').posts('Dr payable 14.40', 'Cr grni-returns 10.00', 'Cr ppv 2.00', 'Cr input-tax 2.40');
    expect.account('grni-returns', '0.00');
    expect.inventory('39.00');
  });
});

describe('given back at standard cost and out of quarantine', () => {
  page('standard: the difference of price and standard comes off the variance again', (words) => {
    const { goods, buy, takeIn, sendBack, supplierCredits, expect } = words;
    goods('CUP', { costing: 'standard', standard: '10.00' });
    buy(4, 'CUP').price('16.00');
    takeIn().posts('Dr inventory LON 40.00', 'Dr ppv 24.00', 'Cr grni 64.00');
    sendBack(1).posts('Dr grni-returns 16.00', 'Cr inventory LON 10.00', 'Cr ppv 6.00');
    supplierCredits().posts('Dr payable 16.00', 'Cr grni-returns 16.00');
    expect.account('ppv', '18.00');
    expect.inventory('30.00');
  });

  page(
    'a supplier who credits less than the goods came in at: the rest is variance',
    ({ buy, takeIn, sendBack, supplierCredits, expect }) => {
      buy(4, 'BOX').price('10.00');
      takeIn();
      sendBack(2).posts('Dr grni-returns 20.00', 'Cr inventory LON 20.00');
      supplierCredits('17.50').posts('Dr payable 17.50', 'Dr ppv 2.50', 'Cr grni-returns 20.00');
      expect.account('grni-returns', '0.00');
    },
  );
});

describe('goods that came and are never billed', () => {
  page('what is owed is written off, and a late bill stands as billed and not here', ({ buy, takeIn, billed, writeOff, expect }) => {
    buy(10, 'BOX').price('10.00');
    takeIn();
    billed(7);
    writeOff(4).isRefused('purchasing.nothingOwed');
    writeOff(1).posts('Dr grni 10.00', 'Cr grni-write-off 10.00');
    writeOff().posts('Dr grni 20.00', 'Cr grni-write-off 20.00');
    expect.account('grni', '0.00');
    writeOff().isRefused('purchasing.nothingOwed');
    billed(1).as('late').isRefused('purchasing.overBilled');
  });
});
