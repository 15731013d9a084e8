import { describe } from 'vitest';
import { page } from '../kit/daybook.ts';

describe('an order in two', () => {
  page(
    'a paid order is split: amounts, postage and deposit to the cent, each part shipped and invoiced by itself',
    ({ expect, on, taxCode, opening, sell, call, split, isOrder, about, ship, allocate }) => {
      on('2026-01-05');
      taxCode('VAT20', '20');
      opening(10, 'TEE').at('4.00');
      opening(10, 'MUG').at('2.00');
      sell(3, 'TEE')
        .for('9.99')
        .plus(1, 'MUG', '5.00')
        .shipping('4.95')
        .taxed('VAT20')
        .paid('before-shipment')
        .capturing('47.90')
        .promisedOn('2026-01-09');
      call('first');
      allocate();
      isOrder('first', { net: '39.92', tax: '7.98', total: '47.90', deposit: '47.90', kept: 4 });
      // One of three TEE: 9.99 and 2.00 of 5.99 tax. Postage by value, 11.99 of 41.96: 1.41 and 0.28. Deposit: what the new order comes to.
      split({ TEE: 1 }, 'second');
      isOrder('first', {
        net: '28.52',
        tax: '5.70',
        total: '34.22',
        deposit: '34.22',
        lines: ['2 TEE', '1 MUG', '1 SHIPPING-REVENUE'],
        kept: 3,
      });
      isOrder('second', {
        net: '11.40',
        tax: '2.28',
        total: '13.68',
        deposit: '13.68',
        lines: ['1 TEE', '1 SHIPPING-REVENUE'],
        kept: 1,
        promised: '2026-01-09',
      });
      expect.reserved('TEE', 3);
      expect.account('customer-deposits', '-47.90');
      about('second');
      ship().posts(
        'Dr cogs 4.00',
        'Cr inventory LON 4.00',
        'Dr customer-deposits 13.68',
        'Cr revenue 9.99',
        'Cr shipping-revenue 1.41',
        'Cr output-tax 2.28',
      );
      about('first');
      ship().posts(
        'Dr cogs 10.00',
        'Cr inventory LON 10.00',
        'Dr customer-deposits 34.22',
        'Cr revenue 24.98',
        'Cr shipping-revenue 3.54',
        'Cr output-tax 5.70',
      );
      isOrder('first', { state: 'completed', deposit: '0.00' });
      isOrder('second', { state: 'completed', deposit: '0.00' });
      expect.account('customer-deposits', '0.00');
      expect.account('clearing', '47.90');
    },
  );

  page(
    'the part that was split off is cancelled, and its deposit goes back by the way the money came',
    ({ expect, on, opening, sell, call, split, isOrder, about, cancel, fulfill }) => {
      on('2026-01-05');
      opening(10, 'TEE').at('4.00');
      sell(3, 'TEE').for('10.00').paid('before-shipment').capturing('30.00');
      call('first');
      split({ TEE: 2 }, 'second');
      isOrder('second', { deposit: '20.00' });
      about('second');
      cancel().posts('Dr customer-deposits 20.00', 'Cr clearing 20.00');
      isOrder('second', { state: 'cancelled', deposit: '0.00' });
      about('first');
      fulfill();
      expect.account('customer-deposits', '0.00');
      expect.account('clearing', '10.00');
    },
  );

  page(
    'goods of a part come back and are credited at what that part was sold for',
    ({ expect, on, opening, sell, call, split, about, fulfill, giveBack, credit }) => {
      on('2026-01-05');
      opening(10, 'TEE').at('4.00');
      sell(3, 'TEE').for('3.33').lessPercent(10);
      call('first');
      // 9.99 less 10 % is 8.99; a third of it is 3.00, and 5.99 stay.
      split({ TEE: 1 }, 'second');
      about('second');
      fulfill();
      giveBack(1, 'TEE').onTo = 'stock';
      credit().posts('Dr revenue 3.00', 'Cr receivable 3.00', 'Dr returns-clearing 4.00', 'Cr cogs 4.00');
      expect.stock('TEE', 10);
      about('first');
      fulfill();
      expect.account('revenue', '-5.99');
    },
  );

  page('what cannot be split', ({ on, opening, sell, call, split, hold, releaseHold, ship, allocate, isOrder, about, cancel }) => {
    on('2026-01-05');
    opening(10, 'TEE').at('4.00');
    sell(3, 'TEE').for('10.00').shipping('5.00');
    call('first');
    split({ TEE: 3 }, 'none').isRefused('sales.nothingStays');
    split({ TEE: 4 }, 'none').isRefused('sales.splitTooLarge');
    split({ 'SHIPPING-REVENUE': 1 }, 'none').isRefused('sales.splitCharge');
    split({ NOTHING: 1 }, 'none').isRefused('sales.unknownLine');
    hold('check');
    split({ TEE: 1 }, 'none').isRefused('inventory.onHold');
    releaseHold();
    allocate();
    ship(2, 'TEE');
    split({ TEE: 1 }, 'rest', { charges: 'stay' });
    isOrder('first', { state: 'completed', total: '25.00' });
    isOrder('rest', { state: 'open', total: '10.00', kept: 1 });
    about('first');
    split({ TEE: 1 }, 'none').isRefused('sales.orderClosed');
    about('rest');
    cancel();
  });
});

describe('orders in one parcel', () => {
  page(
    'two orders leave together under one tracking number; each is invoiced, paid and credited as if it had left alone',
    ({ expect, on, opening, sell, call, merge, isOrder, ship, about, shipMerged, leftTogether, allocate, giveBack, credit }) => {
      on('2026-01-05');
      opening(10, 'TEE').at('4.00');
      sell(2, 'TEE').for('10.00').shipping('4.95').paid('before-shipment').capturing('24.95').promisedOn('2026-01-09');
      call('paid');
      allocate();
      on('2026-01-06');
      sell(3, 'TEE').for('9.00').promisedOn('2026-01-08');
      call('later');
      allocate();
      merge('paid', 'later').postsNothing();
      isOrder('paid', { total: '24.95', deposit: '24.95', promised: '2026-01-09', kept: 2 });
      isOrder('later', { total: '27.00', deposit: '0.00', promised: '2026-01-08', kept: 3 });
      about('paid');
      ship().isRefused('fulfillment.leavesTogether');
      shipMerged('paid').posts(
        'Dr cogs 20.00',
        'Cr inventory LON 20.00',
        'Dr customer-deposits 24.95',
        'Dr receivable 27.00',
        'Cr revenue 47.00',
        'Cr shipping-revenue 4.95',
      );
      leftTogether('TRK-1', 'paid', 'later');
      isOrder('paid', { state: 'completed', deposit: '0.00' });
      isOrder('later', { state: 'completed' });
      about('later');
      giveBack(1, 'TEE').onTo = 'stock';
      credit().posts('Dr revenue 9.00', 'Cr receivable 9.00', 'Dr returns-clearing 4.00', 'Cr cogs 4.00');
      expect.stock('TEE', 6);
      expect.account('receivable', '18.00');
    },
  );

  page(
    'a merge is taken apart, and its orders are what they were',
    ({ expect, on, opening, sell, call, merge, unmerge, isOrder, about, ship, allocate }) => {
      on('2026-01-05');
      opening(10, 'TEE').at('4.00');
      sell(2, 'TEE').for('10.00').paid('before-shipment').capturing('20.00');
      call('one');
      allocate();
      sell(1, 'TEE').for('10.00');
      call('two');
      allocate();
      merge('one', 'two');
      merge('one', 'two').isRefused('fulfillment.notMergeable');
      unmerge('one').postsNothing();
      expect.reserved('TEE', 3);
      isOrder('one', { total: '20.00', deposit: '20.00', kept: 2 });
      isOrder('two', { total: '10.00', deposit: '0.00', kept: 1 });
      about('one');
      ship();
      merge('one', 'two').isRefused('fulfillment.orderNotOpen');
    },
  );

  page(
    'a parcel waits for all its goods, and for whoever is on hold; a cancelled order drops out of it',
    ({ on, opening, receive, sell, call, merge, about, hold, releaseHold, shipMerged, cancel, isOrder, leftTogether }) => {
      on('2026-01-05');
      opening(2, 'TEE').at('4.00');
      sell(2, 'TEE').for('10.00');
      call('one');
      sell(2, 'TEE').for('10.00');
      call('two');
      sell(1, 'TEE').for('10.00');
      call('three');
      hold('check');
      merge('one', 'three').isRefused('inventory.onHold');
      releaseHold();
      merge('one', 'two', 'three');
      shipMerged('one').isRefused('fulfillment.mergeWaits');
      receive(3, 'TEE').at('5.00');
      about('two');
      hold('check');
      shipMerged('one').isRefused('inventory.onHold');
      releaseHold();
      about('three');
      cancel();
      shipMerged('one', 'TRK-9');
      leftTogether('TRK-9', 'one', 'two');
      isOrder('three', { state: 'cancelled' });
      shipMerged('one').isRefused('fulfillment.mergeOver');
    },
  );
});
