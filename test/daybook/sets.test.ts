import { describe } from 'vitest';
import type { Words } from '../kit/daybook/words.ts';
import { page } from '../kit/daybook.ts';

/** Two eggs at 0.50, a mug at 8.00 and tea at 3.00 make a breakfast. */
const breakfast = ({ goods, receive, set }: Words) => {
  goods('EGG', { price: '0.50' });
  goods('MUG', { price: '8.00', costing: 'average' });
  goods('TEA', { price: '3.00', costing: 'standard', standard: '1.00' });
  receive(10, 'EGG').at('0.10');
  receive(2, 'MUG').at('2.00');
  receive(2, 'MUG').at('4.00');
  receive(4, 'TEA').at('1.25').posts('Dr inventory LON 4.00', 'Dr ppv 1.00', 'Cr grni 5.00');
  set('BREAKFAST', { EGG: 2, MUG: 1, TEA: 1 });
};

describe('sold as a set', () => {
  page('its cost is that of its components, each by its own method; its price is one', (words) => {
    breakfast(words);
    words.sell(2, 'BREAKFAST').for('12.00');
    words.expect.available('MUG', 2);
    words.ship().posts('Dr cogs 8.40', 'Cr inventory LON 8.40', 'Dr receivable 24.00', 'Cr revenue 24.00');
    words.expect.worth('EGG', '0.60');
    words.expect.worth('MUG', '6.00');
    words.expect.worth('TEA', '2.00');
    words.expect.order({ state: 'completed' });
  });

  page('a component that comes back alone is credited its share of the price', (words) => {
    breakfast(words);
    words.sell(2, 'BREAKFAST').for('12.00');
    words.ship();
    // 12.00 a set by stand-alone prices of 1.00, 8.00 and 3.00: a mug is 8.00 of it.
    words.giveBack(1, 'MUG').posts('Dr quarantine LON 3.00', 'Cr returns-clearing 3.00');
    words.credit().posts('Dr revenue 8.00', 'Cr receivable 8.00', 'Dr returns-clearing 3.00', 'Cr cogs 3.00');
    words.restock();
    words.expect.stock('MUG', 3);
  });

  page('a price that cannot be shared evenly is the set to the cent', (words) => {
    const { goods, receive, set, sell, ship, giveBack, credit, expect } = words;
    goods('A', { price: '1.00' });
    goods('B', { price: '1.00' });
    goods('C', { price: '1.00' });
    for (const sku of ['A', 'B', 'C']) receive(1, sku).at('0.50');
    set('TRIO', { A: 1, B: 1, C: 1 });
    sell(1, 'TRIO').for('10.00');
    ship().posts('Dr cogs 1.50', 'Cr inventory LON 1.50', 'Dr receivable 10.00', 'Cr revenue 10.00');
    giveBack(1, 'A');
    credit().posts('Dr revenue 3.33', 'Cr receivable 3.33', 'Dr returns-clearing 0.50', 'Cr cogs 0.50');
    giveBack(1, 'B');
    credit().posts('Dr revenue 3.33', 'Cr receivable 3.33', 'Dr returns-clearing 0.50', 'Cr cogs 0.50');
    giveBack(1, 'C');
    credit().posts('Dr revenue 3.34', 'Cr receivable 3.34', 'Dr returns-clearing 0.50', 'Cr cogs 0.50');
    expect.account('revenue', '0.00');
    expect.account('cogs', '0.00');
  });

  page('the scarcest component says how many there are; what is short waits whole', (words) => {
    breakfast(words);
    words.sell(5, 'BREAKFAST').for('12.00');
    words.expect.reserved('MUG', 4);
    words.expect.reserved('EGG', 8);
    words.fulfill().posts('Dr cogs 16.80', 'Cr inventory LON 16.80', 'Dr receivable 48.00', 'Cr revenue 48.00');
    words.expect.order({ state: 'open', fulfilment: 'partly-shipped' });
  });
});
