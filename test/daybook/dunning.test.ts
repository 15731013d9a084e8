import { describe } from 'vitest';
import { page } from '../kit/daybook.ts';

const LEVELS = [
  ['Reminder', 7],
  ['Second reminder', 21, '5.00'],
  ['Final demand', 35, '10.00'],
] as const;

describe('customers who are late', () => {
  page(
    'three letters over five weeks, and a payment in between',
    ({ on, dunsBy, receive, sell, ship, pay, dun, isLate, letter, account }) => {
      on('2026-01-05');
      dunsBy(LEVELS);
      receive(10, 'TEE').at('4.00');
      sell(10, 'TEE').for('10.00');
      ship();
      on('2026-01-11');
      isLate('Ann', { stands: 0, gets: null, why: 'waiting', total: '100.00' });
      dun().isRefused('receivables.nobodyToDun');
      on('2026-01-12');
      isLate('Ann', { gets: 1, why: null, total: '100.00' });
      dun().postsNothing();
      letter('Ann', { level: 1, total: '100.00', lists: ['dunned 1 100.00'] });
      isLate('Ann', { stands: 1, gets: null, why: 'waiting' });
      dun().isRefused('receivables.nobodyToDun');
      on('2026-01-26');
      isLate('Ann', { gets: 2, total: '105.00' });
      dun().postsNothing();
      letter('Ann', { level: 2, total: '105.00', fee: '5.00', lists: ['dunned 2 100.00'] });
      on('2026-01-30');
      pay('60.00');
      on('2026-02-09');
      dun('Ann');
      letter('Ann', { level: 3, total: '50.00', fee: '10.00', lists: ['dunned 3 40.00'] });
      on('2026-06-01');
      isLate('Ann', { stands: 3, gets: null, why: 'waiting', total: '40.00' });
      dun().isRefused('receivables.nobodyToDun');
      // Fees are asked for, not posted: the account knows the goods and the payment alone.
      account('Ann', '2026-01-01', '2026-06-01', {
        opening: '0.00',
        rows: ['2026-01-05 invoice 100.00 100.00', '2026-01-30 payment -60.00 40.00'],
        closing: '40.00',
      });
    },
  );

  page(
    'whoever pays what was dunned most falls back to the level of the rest',
    ({ on, dunsBy, receive, sell, ship, pay, dun, isLate, letter }) => {
      on('2026-01-05');
      dunsBy(LEVELS);
      receive(10, 'TEE').at('4.00');
      sell(2, 'TEE').for('10.00');
      ship();
      on('2026-01-12');
      dun();
      on('2026-01-19');
      sell(3, 'TEE').for('10.00');
      ship();
      on('2026-01-26');
      dun();
      letter('Ann', { level: 2, total: '55.00', lists: ['dunned 2 20.00', 'dunned 1 30.00'] });
      pay('30.00');
      isLate('Ann', { stands: 2, why: 'waiting', total: '20.00' });
    },
  );

  page(
    'two letters are some days apart, and what is late for a few days is listed with the rest',
    ({ on, dunsBy, receive, sell, ship, dun, isLate, letter }) => {
      on('2026-01-05');
      dunsBy([
        ['Reminder', 7],
        ['Second', 9],
      ]);
      receive(10, 'TEE').at('4.00');
      sell(2, 'TEE').for('10.00');
      ship();
      on('2026-01-12');
      dun();
      on('2026-01-14');
      isLate('Ann', { gets: null, why: 'too-soon' });
      dun('Ann').isRefused('receivables.notToBeDunned');
      sell(1, 'TEE').for('10.00');
      ship();
      on('2026-01-19');
      dun();
      letter('Ann', { level: 2, total: '30.00', lists: ['dunned 2 20.00', 'listed 10.00'] });
    },
  );

  page(
    'a disputed invoice is not asked for until its day, or until somebody ends the dispute',
    ({ on, dunsBy, receive, sell, ship, dun, leaveOut, dunAgain, isLate, letter }) => {
      on('2026-01-05');
      dunsBy(LEVELS);
      receive(10, 'TEE').at('4.00');
      sell(2, 'TEE').for('10.00');
      ship();
      sell(1, 'TEE').for('7.00');
      ship();
      leaveOut('invoice', '2026-01-31');
      on('2026-01-12');
      isLate('Ann', { gets: 1, total: '20.00', leftOut: '7.00' });
      dun();
      letter('Ann', { level: 1, total: '20.00', lists: ['dunned 1 20.00'] });
      on('2026-01-19');
      dunAgain();
      dun();
      letter('Ann', { level: 1, total: '27.00', lists: ['listed 20.00', 'dunned 1 7.00'] });
      on('2026-01-26');
      leaveOut('customer', '2026-02-28');
      isLate('Ann', { gets: null, why: 'excepted', leftOut: '27.00', total: '0.00' });
      on('2026-03-01');
      isLate('Ann', { gets: 2, total: '32.00' });
      leaveOut('customer', '2026-02-28').isRefused('receivables.dayOver');
    },
  );

  page(
    'credits of the customer are taken off, and cover what they can',
    ({ on, dunsBy, receive, sell, ship, pay, creditPrice, dun, isLate, isNotLate, letter, account }) => {
      on('2026-01-05');
      dunsBy(LEVELS);
      receive(10, 'TEE').at('4.00');
      sell(2, 'TEE').for('10.00');
      ship();
      pay('20.00');
      creditPrice('12.00');
      isNotLate('Ann');
      sell(3, 'TEE').for('10.00');
      ship();
      on('2026-01-12');
      isLate('Ann', { gets: 1, credits: '-12.00', total: '18.00' });
      dun();
      letter('Ann', { level: 1, total: '18.00', lists: ['credit -12.00', 'dunned 1 30.00'] });
      pay('18.00');
      on('2026-01-26');
      isLate('Ann', { gets: null, why: 'credits', total: '0.00' });
      account('Ann', '2026-01-06', '2026-01-31', { opening: '18.00', rows: ['2026-01-12 payment -18.00 0.00'], closing: '0.00' });
      account('Ann', '2026-01-01', '2026-01-05', {
        opening: '0.00',
        rows: [
          '2026-01-05 invoice 20.00 20.00',
          '2026-01-05 payment -20.00 0.00',
          '2026-01-05 credit-note -12.00 -12.00',
          '2026-01-05 invoice 30.00 18.00',
        ],
        closing: '18.00',
      });
    },
  );

  page('from the level the shop chose, orders of the customer wait for payment', ({ on, dunsBy, receive, sell, ship, dun, expect }) => {
    on('2026-01-05');
    dunsBy(LEVELS, { holdFrom: 2 });
    receive(10, 'TEE').at('4.00');
    sell(2, 'TEE').for('10.00');
    ship();
    on('2026-01-12');
    dun();
    sell(1, 'TEE').for('10.00');
    expect.reserved('TEE', 1);
    on('2026-01-26');
    dun();
    sell(1, 'TEE').for('10.00');
    ship().isRefused('inventory.onHold');
  });

  page('a small sum is not worth a letter', ({ on, dunsBy, receive, sell, ship, isLate, dun }) => {
    on('2026-01-05');
    dunsBy(LEVELS, { leastOpen: 500 });
    receive(10, 'TEE').at('4.00');
    sell(1, 'TEE').for('4.99');
    ship();
    on('2026-01-12');
    isLate('Ann', { gets: null, why: 'small', total: '4.99' });
    dun('Ann').isRefused('receivables.notToBeDunned');
  });
});
