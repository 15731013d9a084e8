import { describe } from 'vitest';
import type { Words } from '../kit/daybook/words.ts';
import { page } from '../kit/daybook.ts';

describe('transfers between areas', () => {
  page(
    'cost and first date travel along: the older goods are sold first, wherever they come from',
    ({ on, receive, transfer, sell, fulfill, expect }) => {
      on('2026-01-10');
      receive(4, 'TEE').at('5.00').in('LON');
      on('2026-01-12');
      receive(4, 'TEE').at('7.00').in('HAM');
      on('2026-01-15');
      transfer(4, 'TEE').from('LON').to('HAM').posts('Dr inventory HAM 20.00', 'Cr inventory LON 20.00');
      sell(4, 'TEE').for('9.00');
      fulfill().posts('Dr cogs 20.00', 'Cr inventory HAM 20.00', 'Dr receivable 36.00', 'Cr revenue 36.00');
      expect.inventory('28.00').in('HAM');
      expect.inventory('0.00').in('LON');
    },
  );

  page('under way it is in transit, and cannot be promised', ({ receive, send, arrive, expect }) => {
    receive(10, 'TEE').at('4.00');
    send(6, 'TEE').from('LON').to('HAM').posts('Dr inventory-transit 24.00', 'Cr inventory LON 24.00');
    expect.available('TEE', 4);
    expect.onTheWay('TEE', 6);
    arrive().posts('Dr inventory HAM 24.00', 'Cr inventory-transit 24.00');
    expect.available('TEE', 6).in('HAM');
    expect.account('inventory-transit', '0.00');
  });

  page('what is lost on the way is a loss', ({ receive, send, arrive, expect }) => {
    receive(10, 'TEE').at('4.00');
    send(6, 'TEE').from('LON').to('HAM');
    arrive(5, 1).posts('Dr inventory HAM 20.00', 'Dr stock-loss 4.00', 'Cr inventory-transit 24.00');
    expect.inventory('36.00');
  });
});

describe('inside one area', () => {
  page('from dock to bin and back nothing is posted, and the cost is that of the area', ({ receive, bin, sell, fulfill, expect }) => {
    receive(4, 'TEE').at('4.00');
    receive(4, 'TEE').at('6.00');
    bin(5, 'TEE', 'A-1').postsNothing();
    expect.stock('TEE', 8);
    expect.inventory('40.00').in('LON');
    // The older layer is sold first, whichever place the units are taken from.
    sell(5, 'TEE').for('9.00');
    fulfill().posts('Dr cogs 22.00', 'Cr inventory LON 22.00', 'Dr receivable 45.00', 'Cr revenue 45.00');
  });
});

describe('transfers in parts', () => {
  page('each arrival carries its share, the last the rest; what is missing is a loss', ({ receive, send, arrive, expect }) => {
    receive(3, 'TEE').worth('10.00');
    send(3, 'TEE').from('LON').to('HAM').posts('Dr inventory-transit 10.00', 'Cr inventory LON 10.00');
    arrive(1).posts('Dr inventory HAM 3.33', 'Cr inventory-transit 3.33');
    arrive(1, 1).posts('Dr inventory HAM 3.34', 'Dr stock-loss 3.33', 'Cr inventory-transit 6.67');
    expect.account('inventory-transit', '0.00');
    expect.inventory('6.67').in('HAM');
  });

  page('a transfer at standard cost carries the standard', ({ goods, receive, send, arrive, expect }) => {
    goods('MUG', { costing: 'standard', standard: '10.00' });
    receive(4, 'MUG').at('12.00');
    send(2, 'MUG').from('LON').to('HAM').posts('Dr inventory-transit 20.00', 'Cr inventory LON 20.00');
    arrive().posts('Dr inventory HAM 20.00', 'Cr inventory-transit 20.00');
    expect.inventory('20.00').in('HAM');
    expect.account('ppv', '8.00');
  });

  page(
    'average: what arrives is mixed with what lies there, each warehouse for itself',
    ({ goods, receive, transfer, sell, fulfill, expect }) => {
      goods('BOX', { costing: 'average' });
      receive(4, 'BOX').at('5.00').in('LON');
      receive(4, 'BOX').at('9.00').in('HAM');
      transfer(2, 'BOX').from('LON').to('HAM').posts('Dr inventory HAM 10.00', 'Cr inventory LON 10.00');
      expect.inventory('46.00').in('HAM');
      sell(6, 'BOX').for('20.00');
      fulfill().posts('Dr cogs 46.00', 'Cr inventory HAM 46.00', 'Dr receivable 120.00', 'Cr revenue 120.00');
      expect.inventory('10.00');
    },
  );
});

describe('counting', () => {
  page('a gain is valued at the newest layer, never at nothing', ({ receive, count, expect }) => {
    receive(5, 'TEE').at('4.00');
    receive(5, 'TEE').at('6.00');
    count('TEE', 12).posts('Dr inventory LON 12.00', 'Cr stock-gain 12.00');
    expect.stock('TEE', 12);
    expect.inventory('62.00');
  });

  page('a gain under moving average is valued at the average', ({ goods, receive, count, expect }) => {
    goods('TEE', { costing: 'average' });
    receive(5, 'TEE').at('4.00');
    receive(5, 'TEE').at('6.00');
    count('TEE', 12).posts('Dr inventory LON 10.00', 'Cr stock-gain 10.00');
    expect.inventory('60.00');
  });

  page('a gain at standard cost is valued at the standard', ({ goods, receive, count, expect }) => {
    goods('MUG', { costing: 'standard', standard: '10.00' });
    receive(2, 'MUG').at('12.00');
    count('MUG', 3).posts('Dr inventory LON 10.00', 'Cr stock-gain 10.00');
    expect.inventory('30.00');
  });

  page('goods that were all gone come back at what they cost last', ({ receive, count, sell, fulfill, expect }) => {
    receive(1, 'TEE').at('4.00');
    receive(1, 'TEE').at('6.00');
    sell(2, 'TEE').for('9.00');
    fulfill();
    count('TEE', 1).posts('Dr inventory LON 6.00', 'Cr stock-gain 6.00');
    expect.inventory('6.00');
  });

  page('the reason says which account differences go to', ({ reason, receive, count }) => {
    reason('tester', 'count', 'samples');
    receive(5, 'TEE').at('4.00');
    count('TEE', 3).because('tester').posts('Dr samples 8.00', 'Cr inventory LON 8.00');
  });

  page('a loss leaves at the cost of the goods', ({ receive, count, expect }) => {
    receive(5, 'TEE').at('4.00');
    receive(5, 'TEE').at('6.00');
    count('TEE', 4).posts('Dr stock-loss 26.00', 'Cr inventory LON 26.00');
    expect.inventory('24.00');
  });

  page('counting what is there posts nothing', ({ receive, count }) => {
    receive(5, 'TEE').at('4.00');
    count('TEE', 5).postsNothing();
  });

  page('goods nobody knows a cost of are not taken in', ({ goods, count }) => {
    goods('TEE');
    count('TEE', 3).isRefused('inventory.noCostKnown');
  });
});

describe('writing down', () => {
  page('what cannot be sold goes to the account of its reason', ({ receive, writeDown, expect }) => {
    receive(5, 'TEE').at('4.00');
    writeDown(2, 'TEE').because('damaged').posts('Dr write-down 8.00', 'Cr inventory LON 8.00');
    writeDown(1, 'TEE').because('lost').posts('Dr stock-loss 4.00', 'Cr inventory LON 4.00');
    expect.stock('TEE', 2);
    expect.inventory('8.00');
  });

  page('nobody can write down more than there is', ({ receive, writeDown, expect }) => {
    receive(5, 'TEE').at('4.00');
    writeDown(6, 'TEE').isRefused('inventory.notEnough');
    expect.inventory('20.00');
  });
});

describe('another standard cost', () => {
  page('stock gains or loses by it, in every area it lies in; what was sold keeps the cost of its time', (words) => {
    const { on, goods, receive, transfer, send, sell, fulfill, restandard, expect } = words;
    on('2026-01-10');
    goods('MUG', { costing: 'standard', standard: '10.00' });
    receive(10, 'MUG').at('11.00').posts('Dr inventory LON 100.00', 'Dr ppv 10.00', 'Cr grni 110.00');
    transfer(3, 'MUG').from('LON').to('HAM');
    send(2, 'MUG').from('LON').to('HAM');
    sell(1, 'MUG').for('20.00');
    fulfill();
    on('2026-01-12');
    restandard('MUG', '12.00').posts('Dr inventory LON 8.00', 'Dr inventory HAM 6.00', 'Dr inventory-transit 4.00', 'Cr revaluation 18.00');
    expect.inventory('48.00').in('LON');
    expect.inventory('36.00').in('HAM');
    sell(1, 'MUG').for('20.00');
    fulfill().posts('Dr cogs 12.00', 'Cr inventory LON 12.00', 'Dr receivable 20.00', 'Cr revenue 20.00');
    receive(1, 'MUG').at('12.50').posts('Dr inventory LON 12.00', 'Dr ppv 0.50', 'Cr grni 12.50');
    restandard('MUG', '9.00').posts('Cr inventory LON 12.00', 'Cr inventory HAM 9.00', 'Cr inventory-transit 6.00', 'Dr revaluation 27.00');
    restandard('MUG', '9.00').isRefused('inventory.sameStandard');
    restandard('MUG', '8.00', '2026-01-11').isRefused('inventory.standardDay');
    restandard('MUG', '8.00', '2026-02-01').isRefused('inventory.standardDay');
  });

  page('without stock nothing is posted, and goods costed otherwise have none', ({ on, goods, receive, restandard, expect }) => {
    on('2026-01-10');
    goods('MUG', { costing: 'standard', standard: '10.00' });
    restandard('MUG', '12.00').postsNothing();
    receive(2, 'MUG').at('12.00').posts('Dr inventory LON 24.00', 'Cr grni 24.00');
    goods('TEE');
    receive(2, 'TEE').at('3.00');
    restandard('TEE', '4.00').isRefused('inventory.notAtStandard');
    expect.inventory('30.00');
  });
});

describe('a receipt dated back before goods that left since', () => {
  const sold = (words: Words) => {
    const { on, receive, sell, fulfill } = words;
    on('2026-01-10');
    receive(5, 'TEE').at('4.00');
    on('2026-01-12');
    receive(5, 'TEE').at('6.00');
    on('2026-01-15');
    sell(8, 'TEE').for('9.00');
    fulfill();
    on('2026-01-20');
  };

  page('new layer: what left keeps its cost, and the goods wait in their place of the queue', (words) => {
    sold(words);
    words.receive(3, 'TEE').at('3.00').dated('2026-01-11').posts('Dr inventory LON 9.00', 'Cr grni 9.00');
    words.expect.inventory('21.00');
  });

  page(
    'replay, FIFO: 5 at 4 and 3 at 3 were sold instead of 5 at 4 and 3 at 6, and the 5 at 6 are all there',
    (words) => {
      sold(words);
      const came = words.receive(3, 'TEE').at('3.00').dated('2026-01-11');
      came.posts('Dr inventory LON 18.00', 'Cr grni 9.00', 'Cr cogs-variance 9.00');
      words.expect.inventory('30.00');
      words.sell(5, 'TEE').for('9.00');
      words.fulfill().posts('Dr cogs 30.00', 'Cr inventory LON 30.00', 'Dr receivable 45.00', 'Cr revenue 45.00');
    },
    { backDatedReceipts: 'replay' },
  );

  page(
    'replay, average: 5 of 10 at 10 were sold; with 10 at 16 before them they cost 13 each',
    ({ goods, on, receive, sell, fulfill, expect }) => {
      on('2026-01-10');
      goods('BOX', { costing: 'average' });
      receive(10, 'BOX').at('10.00');
      on('2026-01-15');
      sell(5, 'BOX').for('30.00');
      fulfill();
      on('2026-01-20');
      receive(10, 'BOX').at('16.00').dated('2026-01-11').posts('Dr inventory LON 145.00', 'Dr cogs-variance 15.00', 'Cr grni 160.00');
      expect.inventory('195.00');
    },
    { backDatedReceipts: 'replay' },
  );

  page(
    'replay, standard: only the price variance of the goods themselves',
    ({ goods, on, receive, sell, fulfill, expect }) => {
      on('2026-01-10');
      goods('MUG', { costing: 'standard', standard: '10.00' });
      receive(5, 'MUG').at('10.00');
      on('2026-01-15');
      sell(2, 'MUG').for('30.00');
      fulfill();
      on('2026-01-20');
      receive(3, 'MUG').at('11.00').dated('2026-01-11').posts('Dr inventory LON 30.00', 'Dr ppv 3.00', 'Cr grni 33.00');
      expect.inventory('60.00');
    },
    { backDatedReceipts: 'replay' },
  );

  page(
    'refused where the company says so, unless nothing left after it',
    (words) => {
      sold(words);
      words.receive(3, 'TEE').at('3.00').dated('2026-01-11').isRefused('inventory.laterIssues');
      words.receive(3, 'TEE').at('3.00').dated('2026-01-16').posts('Dr inventory LON 9.00', 'Cr grni 9.00');
    },
    { backDatedReceipts: 'refuse' },
  );
});
