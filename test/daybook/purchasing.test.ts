import { describe } from 'vitest';
import { page } from '../kit/daybook.ts';

describe('ordered, received, billed, paid', () => {
  page('a bill as ordered closes goods received not invoiced to nothing', ({ taxCode, buy, takeIn, billed, payBill, expect }) => {
    taxCode('V20', '20');
    buy(10, 'TEE').price('48.00').taxed('V20').postsNothing();
    takeIn().posts('Dr inventory LON 480.00', 'Cr grni 480.00');
    expect.purchase({ state: 'done', received: 10, open: '-480.00' });
    billed(10).posts('Dr grni 480.00', 'Dr input-tax 96.00', 'Cr payable 576.00');
    expect.purchase({ billed: 10, open: '0.00' });
    payBill('500.00').posts('Dr payable 500.00', 'Cr bank 500.00');
    expect.bill({ total: '576.00', open: '76.00' });
    payBill('76.01').isRefused('accounting.itemTooSmall');
    payBill('76.00');
    expect.account('payable', '0.00');
  });

  page('in parts: receipts and bills come to what one of each would', ({ buy, takeIn, billed, expect }) => {
    buy(3, 'TEE').price('3.333333');
    takeIn(1).posts('Dr inventory LON 3.33', 'Cr grni 3.33');
    takeIn(1).posts('Dr inventory LON 3.34', 'Cr grni 3.34');
    expect.purchase({ state: 'confirmed' });
    takeIn().posts('Dr inventory LON 3.33', 'Cr grni 3.33');
    billed(1).worth('3.33').as('A');
    billed(2).worth('6.67').as('B').posts('Dr grni 6.67', 'Cr payable 6.67');
    expect.purchase({ state: 'done', open: '0.00' });
  });

  page('billed before it came: the goods enter at what was billed', ({ buy, takeIn, billed, expect }) => {
    buy(10, 'TEE').price('48.00');
    billed(6).at('50.00').posts('Dr grni 300.00', 'Cr payable 300.00');
    expect.purchase({ billed: 6, open: '300.00' });
    takeIn(4).posts('Dr inventory LON 200.00', 'Cr grni 200.00');
    takeIn().posts('Dr inventory LON 292.00', 'Cr grni 292.00');
    expect.purchase({ open: '-192.00' });
    billed(4).at('48.00').as('R-2');
    expect.account('grni', '0.00');
    expect.inventory('492.00');
  });

  page('more than ordered is refused, unless somebody may accept it', ({ buy, takeIn, billed, expect }) => {
    buy(10, 'TEE').price('1.00');
    takeIn(11).isRefused('purchasing.overReceived');
    takeIn(11).acceptingMore();
    billed(12).isRefused('purchasing.overBilled');
    billed(11).posts('Dr grni 11.00', 'Cr payable 11.00');
    expect.purchase({ state: 'done', received: 11 });
  });

  page(
    'within the tolerance of the company, above and below',
    ({ buy, takeIn, closeOrder, expect }) => {
      buy(100, 'TEE').price('1.00');
      takeIn(106).isRefused('purchasing.overReceived');
      takeIn(89);
      expect.purchase({ state: 'confirmed' });
      closeOrder().isRefused('purchasing.underReceived');
      takeIn(1);
      expect.purchase({ state: 'done', received: 90 });
      takeIn(1).isRefused('purchasing.wrongState');
    },
    { receiveOverPercent: 5, receiveUnderPercent: 10 },
  );

  page('the same paper twice, a cancelled order, a closed one', ({ buy, takeIn, billed, cancelPurchase, closeOrder, expect }) => {
    buy(4, 'TEE').price('5.00');
    takeIn(2);
    cancelPurchase().isRefused('purchasing.wrongState');
    billed(1).as('inv 2026/7');
    billed(1).as('INV-2026-7').isRefused('purchasing.duplicateBill');
    closeOrder(true);
    billed(1).as('INV-2026-8').posts('Dr grni 5.00', 'Cr payable 5.00');
    expect.purchase({ state: 'done', open: '0.00' });
    buy(1, 'TEE').price('5.00');
    cancelPurchase();
    takeIn().isRefused('purchasing.wrongState');
    billed(1).as('X').isRefused('purchasing.wrongState');
  });

  page('freight billed with the goods is a cost of its own', ({ buy, takeIn, billed }) => {
    buy(2, 'TEE').price('10.00');
    takeIn();
    billed(2).withCharge('Carriage', 'outbound-freight', '3.50').posts('Dr grni 20.00', 'Dr outbound-freight 3.50', 'Cr payable 23.50');
  });

  page(
    'standard cost: the price to standard is variance at receipt, the bill to price with the bill',
    ({ goods, buy, takeIn, billed, expect }) => {
      goods('CUP', { costing: 'standard', standard: '10.00' });
      buy(4, 'CUP').price('16.00');
      takeIn().posts('Dr inventory LON 40.00', 'Dr ppv 24.00', 'Cr grni 64.00');
      billed(4).at('17.00').posts('Dr grni 64.00', 'Dr ppv 4.00', 'Cr payable 68.00');
      expect.inventory('40.00');
    },
  );
});

describe('the bill says another price', () => {
  for (const costing of ['fifo', 'average'] as const) {
    page(
      `${costing}: receive 10 at 48, sell 4, bill 50: 12 onto stock, 8 to cost of sales`,
      ({ goods, buy, takeIn, sell, fulfill, billed, expect }) => {
        goods('TEE', { costing });
        buy(10, 'TEE').price('48.00');
        takeIn();
        sell(4, 'TEE').for('90.00');
        fulfill();
        billed(10).at('50.00').posts('Dr grni 480.00', 'Dr inventory LON 12.00', 'Dr cogs-variance 8.00', 'Cr payable 500.00');
        expect.inventory('300.00');
        expect.account('grni', '0.00');
        expect.bill({ toStock: '12.00', toSold: '8.00' });
      },
    );

    page(`${costing}: a lower price comes off stock and off cost of sales`, ({ goods, buy, takeIn, sell, fulfill, billed, expect }) => {
      goods('TEE', { costing });
      buy(10, 'TEE').price('48.00');
      takeIn();
      sell(4, 'TEE').for('90.00');
      fulfill();
      billed(10).worth('479.99').posts('Dr grni 480.00', 'Cr inventory LON 0.01', 'Cr payable 479.99');
      expect.inventory('287.99');
    });

    page(`${costing}: the difference follows goods to where they moved on`, (words) => {
      const { goods, buy, takeIn, transfer, send, sell, fulfill, giveBack, writeDown, billed, expect } = words;
      goods('TEE', { costing });
      buy(10, 'TEE').price('48.00');
      takeIn();
      sell(3, 'TEE').for('90.00');
      fulfill();
      giveBack(1, 'TEE');
      transfer(2, 'TEE').from('LON').to('HAM');
      send(1, 'TEE').from('LON').to('HAM');
      writeDown(1, 'TEE');
      billed(10)
        .at('50.00')
        .posts(
          'Dr grni 480.00',
          'Dr inventory LON 6.00',
          'Dr quarantine LON 2.00',
          'Dr inventory HAM 4.00',
          'Dr inventory-transit 2.00',
          'Dr write-down 2.00',
          'Dr cogs-variance 4.00',
          'Cr payable 500.00',
        );
      expect.inventory('350.00');
    });

    page(
      `${costing}: goods that come back later carry the difference`,
      ({ goods, buy, takeIn, sell, fulfill, billed, giveBack, expect }) => {
        goods('TEE', { costing });
        buy(4, 'TEE').price('48.00');
        takeIn();
        sell(4, 'TEE').for('90.00');
        fulfill();
        giveBack(1, 'TEE').posts('Dr quarantine LON 48.00', 'Cr returns-clearing 48.00');
        billed(4).at('50.00').posts('Dr grni 192.00', 'Dr quarantine LON 2.00', 'Dr cogs-variance 6.00', 'Cr payable 200.00');
        giveBack(2, 'TEE').posts('Dr quarantine LON 100.00', 'Cr returns-clearing 100.00');
        giveBack(1, 'TEE').posts('Dr quarantine LON 50.00', 'Cr returns-clearing 50.00');
        expect.inventory('200.00');
      },
    );
  }

  page('two bills for one receipt: each follows its own units, oldest first', ({ buy, takeIn, sell, fulfill, billed, expect }) => {
    buy(10, 'TEE').price('48.00');
    takeIn(6);
    takeIn(4);
    sell(7, 'TEE').for('90.00');
    fulfill();
    billed(5).at('50.00').as('A').posts('Dr grni 240.00', 'Dr cogs-variance 10.00', 'Cr payable 250.00');
    billed(5).at('49.00').as('B').posts('Dr grni 240.00', 'Dr inventory LON 3.00', 'Dr cogs-variance 2.00', 'Cr payable 245.00');
    expect.inventory('147.00');
  });

  page('older stock at average is sold first', ({ goods, opening, buy, takeIn, sell, fulfill, billed, expect }) => {
    goods('TEE', { costing: 'average' });
    opening(5, 'TEE').at('10.00');
    buy(5, 'TEE').price('20.00');
    takeIn();
    sell(6, 'TEE').for('90.00');
    fulfill();
    expect.inventory('60.00');
    billed(5).at('25.00').posts('Dr grni 100.00', 'Dr inventory LON 20.00', 'Dr cogs-variance 5.00', 'Cr payable 125.00');
  });

  page('average: however little the bill says, no sale costs less than nothing, and what comes back is worth no less', (words) => {
    const { goods, receive, buy, takeIn, sell, fulfill, billed, giveBack, expect } = words;
    goods('TEE', { costing: 'average' });
    buy(5, 'TEE').price('20.00');
    takeIn();
    receive(15, 'TEE').at('0.10');
    sell(5, 'TEE').for('90.00');
    fulfill().posts('Dr cogs 25.38', 'Cr inventory LON 25.38', 'Dr receivable 450.00', 'Cr revenue 450.00');
    billed(5).at('1.00').posts('Dr grni 100.00', 'Cr cogs-variance 95.00', 'Cr payable 5.00');
    giveBack(2, 'TEE').postsNothing();
    expect.inventory('76.12');
  });

  page(
    'where the company wants it, the whole difference is variance',
    ({ buy, takeIn, billed, expect }) => {
      buy(10, 'TEE').price('48.00');
      takeIn();
      billed(10).at('50.00').posts('Dr grni 480.00', 'Dr ppv 20.00', 'Cr payable 500.00');
      expect.inventory('480.00');
      expect.bill({ toStock: '0.00', toSold: '20.00' });
    },
    { billDifference: 'account' },
  );
});

describe('ours from the handover of the supplier, and under way', () => {
  page('goods in transit are owed for, received when they arrive, and billed as if they were here', (words) => {
    const { buy, takeIn, billed, arrive, expect } = words;
    buy(10, 'TEE').price('48.00');
    takeIn().underWay().posts('Dr inventory-transit 480.00', 'Cr grni 480.00');
    expect.onTheWay('TEE', 10);
    expect.available('TEE', 0);
    expect.purchase({ state: 'done', received: 10, open: '-480.00' });
    billed(10).at('50.00').posts('Dr grni 480.00', 'Dr inventory-transit 20.00', 'Cr payable 500.00');
    arrive().posts('Dr inventory LON 500.00', 'Cr inventory-transit 500.00');
    expect.stock('TEE', 10);
    expect.account('inventory-transit', '0.00');
  });

  page('what does not arrive is a loss of ours; a later bill follows each unit', (words) => {
    const { buy, takeIn, landed, arrive, sell, fulfill, billed, expect } = words;
    buy(10, 'TEE').price('48.00').expecting('2.00');
    takeIn().underWay().posts('Dr inventory-transit 500.00', 'Cr grni 480.00', 'Cr landed-accrual 20.00');
    arrive(6).posts('Dr inventory LON 300.00', 'Cr inventory-transit 300.00');
    arrive(3, 1).posts('Dr inventory LON 150.00', 'Dr stock-loss 50.00', 'Cr inventory-transit 200.00');
    sell(2, 'TEE').for('90.00');
    fulfill();
    landed('30.00').posts('Dr inventory LON 7.00', 'Dr cogs-variance 2.00', 'Dr stock-loss 1.00', 'Cr landed-accrual 10.00');
    billed(10)
      .at('49.00')
      .posts('Dr grni 480.00', 'Dr inventory LON 7.00', 'Dr cogs-variance 2.00', 'Dr stock-loss 1.00', 'Cr payable 490.00');
    expect.inventory('364.00');
  });

  page('standard cost: the variance is that of the handover; part of an order may be here already', (words) => {
    const { goods, buy, takeIn, arrive, expect } = words;
    goods('CUP', { costing: 'standard', standard: '10.00' });
    buy(10, 'CUP').price('16.00');
    takeIn(4).posts('Dr inventory LON 40.00', 'Dr ppv 24.00', 'Cr grni 64.00');
    takeIn(6).underWay().posts('Dr inventory-transit 60.00', 'Dr ppv 36.00', 'Cr grni 96.00');
    arrive().posts('Dr inventory LON 60.00', 'Cr inventory-transit 60.00');
    expect.inventory('100.00');
  });
});
