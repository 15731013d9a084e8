import { describe } from 'vitest';
import { page } from '../kit/daybook.ts';

describe('where an order is served from', () => {
  page('one warehouse that covers the whole order, before any split', ({ receive, sell, ship, expect }) => {
    receive(9, 'TEE').at('4.00').in('LON');
    receive(2, 'TEE').at('5.00').in('HAM');
    receive(1, 'MUG').at('2.00').in('HAM');
    sell(2, 'TEE').for('10.00').plus(1, 'MUG', '6.00');
    expect.reserved('TEE', 2).in('HAM');
    ship().posts('Dr cogs 12.00', 'Cr inventory HAM 12.00', 'Dr receivable 26.00', 'Cr revenue 26.00');
    expect.parcels(1);
  });

  page('two parcels where no single warehouse covers it, each with its own cost and invoice', ({ receive, sell, ship, expect }) => {
    receive(2, 'TEE').at('4.00').in('LON');
    receive(1, 'MUG').at('2.00').in('HAM');
    sell(2, 'TEE').for('10.00').plus(1, 'MUG', '6.00').shipping('3.00');
    ship().posts(
      'Dr cogs 10.00',
      'Cr inventory LON 8.00',
      'Cr inventory HAM 2.00',
      'Dr receivable 29.00',
      'Cr revenue 26.00',
      'Cr shipping-revenue 3.00',
    );
    expect.parcels(2);
    expect.order({ state: 'completed', fulfilment: 'shipped' });
  });
});

describe('not enough stock', () => {
  page('what is there leaves, the rest waits and is served when goods come', ({ receive, sell, fulfill, expect }) => {
    receive(2, 'TEE').at('4.00');
    sell(5, 'TEE').for('10.00').paid('at-shipment');
    expect.shortage(3, 'stock-short');
    fulfill().posts('Dr cogs 8.00', 'Cr inventory LON 8.00', 'Dr clearing 20.00', 'Cr revenue 20.00');
    expect.order({ state: 'open', fulfilment: 'partly-shipped' });
    receive(10, 'TEE').at('5.00');
    fulfill().posts('Dr cogs 15.00', 'Cr inventory LON 15.00', 'Dr clearing 30.00', 'Cr revenue 30.00');
    expect.order({ state: 'completed' });
    expect.parcels(2);
    expect.inventory('35.00');
  });

  page(
    'a shop that never sends orders in parts promises all or nothing',
    ({ receive, sell, fulfill, expect }) => {
      receive(2, 'TEE').at('4.00');
      sell(5, 'TEE').for('10.00');
      expect.shortage(5, 'waits-for-whole-order');
      expect.available('TEE', 2);
      fulfill().isRefused('fulfillment.nothingToShip');
      receive(3, 'TEE').at('4.00').in('HAM');
      fulfill();
      expect.parcels(2);
      expect.order({ state: 'completed' });
    },
    { backorder: 'never' },
  );

  page('what is promised to one order cannot be shipped for another', ({ receive, sell, ship, fulfill, allocate, expect }) => {
    receive(3, 'TEE').at('4.00');
    sell(3, 'TEE').for('10.00').to('Ann');
    sell(1, 'TEE').for('12.00').to('Bob');
    expect.available('TEE', 0);
    allocate();
    ship().isRefused('fulfillment.nothingToShip');
    ship(1, 'TEE').isRefused('fulfillment.notAllocated');
    fulfill().isRefused('fulfillment.nothingToShip');
    expect.stock('TEE', 3);
  });

  page('stock given back by one order serves the next', ({ receive, sell, releaseStock, allocate, ship, expect }) => {
    receive(3, 'TEE').at('4.00');
    sell(3, 'TEE').for('10.00').to('Ann');
    releaseStock();
    expect.available('TEE', 3);
    sell(3, 'TEE').for('10.00').to('Bob');
    allocate();
    ship();
    expect.stock('TEE', 0);
  });
});

describe('an order on hold', () => {
  page(
    'cannot be promised, shipped or fulfilled by any way',
    ({ receive, sell, allocate, ship, fulfill, invoice, releaseHold, expect }) => {
      receive(3, 'TEE').at('4.00');
      sell(3, 'TEE').for('10.00').onHold('fraud');
      expect.reserved('TEE', 0);
      allocate().isRefused('inventory.onHold');
      fulfill().isRefused('inventory.onHold');
      ship().isRefused('inventory.onHold');
      invoice().isRefused('inventory.onHold');
      releaseHold();
      fulfill();
      expect.stock('TEE', 0);
    },
  );

  page('keeps what it was promised and still cannot leave', ({ receive, sell, hold, ship, allocate, releaseHold, expect }) => {
    receive(3, 'TEE').at('4.00');
    sell(2, 'TEE').for('10.00');
    hold('payment');
    ship().isRefused('inventory.onHold');
    allocate().isRefused('inventory.onHold');
    expect.reserved('TEE', 2);
    releaseHold();
    ship();
    expect.stock('TEE', 1);
  });
});
