import { describe } from 'vitest';
import type { Words } from '../kit/daybook/words.ts';
import { page } from '../kit/daybook.ts';

const BY_PLACE = { negativeStock: 'by-place' };

/** Goods that came at 10.00 and are gone, and four more that leave before they came. */
const fourBelow = ({ on, letGoBelow, receive, sell, ship, expect }: Words) => {
  on('2026-01-10');
  letGoBelow('LON');
  receive(1, 'TEE').at('10.00');
  sell(5, 'TEE').for('20.00');
  on('2026-01-11');
  ship(5, 'TEE').posts('Dr cogs 50.00', 'Cr inventory LON 50.00', 'Dr receivable 100.00', 'Cr revenue 100.00');
  expect.stock('TEE', -4);
  expect.inventory('-40.00');
};

describe('goods that leave before they came', () => {
  page(
    'FIFO: 4 leave at 10, 10 come at 12: 8 more cost of sales, and 6 at 12 in stock',
    (words) => {
      fourBelow(words);
      const { on, receive, expect } = words;
      on('2026-01-12');
      receive(10, 'TEE').at('12.00').posts('Dr inventory LON 112.00', 'Cr grni 120.00', 'Dr cogs 8.00');
      expect.stock('TEE', 6);
      expect.inventory('72.00');
      expect.account('cogs', '58.00');
    },
    BY_PLACE,
  );

  page(
    'average: the same, and what is left is averaged again from nothing',
    (words) => {
      words.goods('TEE', { costing: 'average' });
      fourBelow(words);
      const { on, receive, expect } = words;
      on('2026-01-12');
      receive(10, 'TEE').at('12.00').posts('Dr inventory LON 112.00', 'Cr grni 120.00', 'Dr cogs 8.00');
      receive(6, 'TEE').at('14.00');
      expect.inventory('156.00');
    },
    BY_PLACE,
  );

  page(
    'standard: they leave at standard, and what they cost more is price variance',
    (words) => {
      words.goods('TEE', { costing: 'standard', standard: '10.00' });
      fourBelow(words);
      const { on, receive, restandard, expect } = words;
      on('2026-01-12');
      receive(1, 'TEE').at('12.00').posts('Dr inventory LON 10.00', 'Dr ppv 2.00', 'Cr grni 12.00');
      restandard('TEE', '11.00');
      receive(9, 'TEE').at('12.00').posts('Dr inventory LON 96.00', 'Dr ppv 12.00', 'Cr grni 108.00');
      expect.stock('TEE', 6);
      expect.inventory('66.00');
    },
    BY_PLACE,
  );

  page(
    'the oldest are covered first, by as many receipts as it takes',
    ({ on, letGoBelow, receive, sell, ship, expect }) => {
      on('2026-01-10');
      letGoBelow('LON');
      receive(1, 'TEE').at('10.00');
      sell(3, 'TEE').for('20.00');
      ship(3, 'TEE').posts('Dr cogs 30.00', 'Cr inventory LON 30.00', 'Dr receivable 60.00', 'Cr revenue 60.00');
      on('2026-01-11');
      receive(1, 'TEE').at('13.00').posts('Dr inventory LON 10.00', 'Cr grni 13.00', 'Dr cogs 3.00');
      sell(2, 'TEE').for('20.00');
      // What came in last says what the next cost until they come.
      ship(2, 'TEE').posts('Dr cogs 26.00', 'Cr inventory LON 26.00', 'Dr receivable 40.00', 'Cr revenue 40.00');
      on('2026-01-12');
      receive(2, 'TEE').at('11.00').posts('Dr inventory LON 23.00', 'Cr grni 22.00', 'Cr cogs 1.00');
      receive(1, 'TEE').at('13.00').posts('Dr inventory LON 13.00', 'Cr grni 13.00');
      expect.stock('TEE', 0);
      expect.inventory('0.00');
    },
    BY_PLACE,
  );

  page('only where a place may, and only while the company lets it', ({ letGoBelow, receive, sell, ship, writeDown, expect }) => {
    receive(1, 'TEE').at('10.00');
    letGoBelow('LON').isRefused('inventory.belowZeroNotHere');
    sell(5, 'TEE').for('20.00');
    ship(5, 'TEE').isRefused('fulfillment.notAllocated');
    writeDown(2, 'TEE').isRefused('inventory.notEnough');
    expect.stock('TEE', 1);
  });

  page(
    'nothing leaves at nothing: goods that never had a cost are refused, and leave at a standard cost where they have one',
    ({ letGoBelow, goods, sell, ship, expect }) => {
      letGoBelow('LON');
      sell(1, 'TEE').for('20.00');
      ship(1, 'TEE').isRefused('inventory.noCostKnown');
      goods('MUG', { standard: '4.00' });
      sell(1, 'MUG').for('20.00');
      ship(1, 'MUG').posts('Dr cogs 4.00', 'Cr inventory LON 4.00', 'Dr receivable 20.00', 'Cr revenue 20.00');
      expect.inventory('-4.00');
    },
    BY_PLACE,
  );

  page(
    'what came back before the goods came carries its part of the difference, and the next return brings back the rest to the cent',
    (words) => {
      fourBelow(words);
      const { on, receive, giveBack, expect } = words;
      // One of them was there, the other had not come yet.
      giveBack(2).posts('Dr quarantine LON 20.00', 'Cr returns-clearing 20.00');
      on('2026-01-12');
      receive(10, 'TEE').at('12.00').posts('Dr inventory LON 112.00', 'Dr quarantine LON 2.00', 'Cr grni 120.00', 'Dr cogs 6.00');
      giveBack(3).posts('Dr quarantine LON 36.00', 'Cr returns-clearing 36.00');
      expect.quarantine('TEE', 5);
      expect.inventory('130.00');
    },
    BY_PLACE,
  );

  page(
    'a transfer of goods that are not here yet takes their provisional cost along, and the difference follows them',
    ({ on, letGoBelow, receive, transfer, sell, fulfill, expect }) => {
      on('2026-01-10');
      letGoBelow('LON');
      receive(1, 'TEE').at('10.00').in('LON');
      transfer(4, 'TEE').from('LON').to('HAM').posts('Dr inventory HAM 40.00', 'Cr inventory LON 40.00');
      expect.inventory('-30.00').in('LON');
      sell(1, 'TEE').for('20.00');
      fulfill();
      on('2026-01-12');
      receive(5, 'TEE').at('12.00').in('LON').posts('Dr inventory LON 54.00', 'Dr inventory HAM 6.00', 'Cr grni 60.00');
      expect.inventory('24.00').in('LON');
      expect.inventory('36.00').in('HAM');
    },
    BY_PLACE,
  );

  page(
    'a count brings a place back to what is there, at the last cost; goods that come after it are all there',
    (words) => {
      fourBelow(words);
      const { on, count, receive, expect } = words;
      on('2026-01-12');
      count('TEE', 2).posts('Dr inventory LON 60.00', 'Cr stock-gain 60.00');
      receive(10, 'TEE').at('12.00').posts('Dr inventory LON 120.00', 'Cr grni 120.00');
      expect.stock('TEE', 12);
      expect.inventory('140.00');
    },
    BY_PLACE,
  );

  page(
    'only what is there may be promised, and what is promised to others is not taken below zero',
    ({ letGoBelow, receive, sell, ship, allocate, expect }) => {
      letGoBelow('LON');
      receive(3, 'TEE').at('10.00');
      sell(2, 'TEE').for('20.00');
      expect.reserved('TEE', 2);
      sell(5, 'TEE').for('20.00');
      expect.available('TEE', 0);
      ship(5, 'TEE').isRefused('inventory.reservedForOthers');
      ship(1, 'TEE');
      receive(1, 'TEE').at('10.00');
      expect.reserved('TEE', 2);
      allocate();
      expect.reserved('TEE', 3);
      expect.available('TEE', 0);
    },
    BY_PLACE,
  );

  page(
    'a receipt dated back to before they left covers them on the day they left; a replay says the same where nothing else left',
    (words) => {
      fourBelow(words);
      const { on, receive, expect } = words;
      on('2026-01-12');
      receive(4, 'TEE').at('12.00').dated('2026-01-11').posts('Dr inventory LON 40.00', 'Cr grni 48.00', 'Dr cogs 8.00');
      expect.inventory('0.00');
    },
    { ...BY_PLACE, backDatedReceipts: 'replay' },
  );

  page(
    'where other goods came for them in between, a replay is refused and says why',
    (words) => {
      fourBelow(words);
      const { on, receive } = words;
      on('2026-01-12');
      receive(6, 'TEE').at('12.00');
      on('2026-01-13');
      receive(4, 'TEE').at('9.00').dated('2026-01-11').isRefused('inventory.belowZeroSince');
      receive(4, 'TEE').at('9.00').posts('Dr inventory LON 36.00', 'Cr grni 36.00');
    },
    { ...BY_PLACE, backDatedReceipts: 'replay' },
  );
});
