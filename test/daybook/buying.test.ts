import { describe } from 'vitest';
import { page } from '../kit/daybook.ts';

describe('goods come in', () => {
  page('opening stock stands against the opening balance', ({ opening, expect }) => {
    opening(10, 'TEE').at('4.00').posts('Dr inventory LON 40.00', 'Cr opening-balance 40.00');
    opening(5, 'MUG').worth('9.99').in('HAM').posts('Dr inventory HAM 9.99', 'Cr opening-balance 9.99');
    expect.stock('TEE', 10).in('LON');
    expect.stock('MUG', 5).in('HAM');
    expect.inventory('49.99');
  });

  page('a receipt without order is owed for, not yet billed', ({ receive, expect }) => {
    receive(10, 'TEE').at('4.00').posts('Dr inventory LON 40.00', 'Cr grni 40.00');
    receive(3, 'TEE').at('0.3333').posts('Dr inventory LON 1.00', 'Cr grni 1.00');
    expect.inventory('41.00');
    expect.account('grni', '-41.00');
  });

  page('standard cost takes goods in at standard, the rest is price variance', ({ goods, receive, expect }) => {
    goods('CUP', { costing: 'standard', standard: '10.00' });
    receive(4, 'CUP').at('16.00').posts('Dr inventory LON 40.00', 'Dr ppv 24.00', 'Cr grni 64.00');
    receive(2, 'CUP').at('6.00').posts('Dr inventory LON 20.00', 'Cr ppv 8.00', 'Cr grni 12.00');
    expect.account('ppv', '16.00');
  });
});

describe('golden cost vectors: receive 8 at 10, receive 4 at 16, deliver 10, receive 2 at 6', () => {
  page('moving average: 80, 144, 24, 36; cost of sales 120', ({ goods, receive, sell, fulfill, expect }) => {
    goods('BOX', { costing: 'average' });
    receive(8, 'BOX').at('10.00');
    expect.inventory('80.00');
    receive(4, 'BOX').at('16.00');
    expect.inventory('144.00');
    sell(10, 'BOX').for('20.00');
    fulfill();
    expect.inventory('24.00');
    receive(2, 'BOX').at('6.00');
    expect.inventory('36.00');
    expect.account('cogs', '120.00');
    expect.account('ppv', '0.00');
  });

  page('FIFO: 80, 144, 32, 44; cost of sales 112', ({ goods, receive, sell, fulfill, expect }) => {
    goods('BOX', { costing: 'fifo' });
    receive(8, 'BOX').at('10.00');
    expect.inventory('80.00');
    receive(4, 'BOX').at('16.00');
    expect.inventory('144.00');
    sell(10, 'BOX').for('20.00');
    fulfill();
    expect.inventory('32.00');
    receive(2, 'BOX').at('6.00');
    expect.inventory('44.00');
    expect.account('cogs', '112.00');
    expect.account('ppv', '0.00');
  });

  page('standard 10: 80, 120, 20, 40; cost of sales 100, variance 16', ({ goods, receive, sell, fulfill, expect }) => {
    goods('BOX', { costing: 'standard', standard: '10.00' });
    receive(8, 'BOX').at('10.00');
    expect.inventory('80.00');
    receive(4, 'BOX').at('16.00');
    expect.inventory('120.00');
    sell(10, 'BOX').for('20.00');
    fulfill();
    expect.inventory('20.00');
    receive(2, 'BOX').at('6.00');
    expect.inventory('40.00');
    expect.account('cogs', '100.00');
    expect.account('ppv', '16.00');
  });
});

describe('cost layers', () => {
  page('the last unit takes the remainder, so nothing is left on nothing', ({ receive, sell, fulfill, expect }) => {
    receive(3, 'TEE').worth('10.00');
    sell(1, 'TEE').for('9.00');
    fulfill().posts('Dr cogs 3.33', 'Cr inventory LON 3.33', 'Dr receivable 9.00', 'Cr revenue 9.00');
    sell(1, 'TEE').for('9.00');
    fulfill().posts('Dr cogs 3.34', 'Cr inventory LON 3.34', 'Dr receivable 9.00', 'Cr revenue 9.00');
    sell(1, 'TEE').for('9.00');
    fulfill().posts('Dr cogs 3.33', 'Cr inventory LON 3.33', 'Dr receivable 9.00', 'Cr revenue 9.00');
    expect.inventory('0.00');
  });

  page('goods that cost nothing leave without an entry of their own', ({ receive, sell, fulfill, expect }) => {
    receive(2, 'GIFT').worth('0.00').postsNothing();
    sell(1, 'GIFT').for('0.00');
    fulfill().postsNothing();
    expect.stock('GIFT', 1);
    expect.order({ state: 'completed' });
  });
});
