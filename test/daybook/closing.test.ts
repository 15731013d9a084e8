import { describe } from 'vitest';
import { page } from '../kit/daybook.ts';

describe('the checklist of a month', () => {
  page('goods received are shown once they are old, what is billed and not here at once', (words) => {
    const { on, openYear, buy, takeIn, billed, checklist } = words;
    openYear('2026-01-01');
    on('2026-01-10');
    buy(10, 'TEE').price('48.00');
    takeIn();
    checklist('2026-01', 'grni-aged', { count: 0, value: '0.00' });
    checklist('2026-02', 'grni-aged', { count: 0, value: '0.00' });
    checklist('2026-03', 'grni-aged', { count: 1, value: '-480.00' });
    on('2026-03-02');
    billed(10);
    checklist('2026-03', 'grni-aged', { count: 0, value: '0.00' });
    buy(4, 'MUG').price('5.00');
    billed(3).as('R-2');
    checklist('2026-02', 'billed-not-received', { count: 0 });
    checklist('2026-03', 'billed-not-received', { count: 1, value: '15.00' });
    takeIn(3);
    checklist('2026-03', 'billed-not-received', { count: 0, value: '0.00' });
  });

  page('deposits: an open prepaid order is as it should be, one that is settled leaves nothing', (words) => {
    const { on, openYear, opening, sell, fulfill, checklist, expect } = words;
    openYear('2026-01-01');
    on('2026-01-20');
    opening(5, 'TEE').at('4.00');
    sell(2, 'TEE').for('60.00').paid('before-shipment').capturing('120.00');
    expect.account('customer-deposits', '-120.00');
    checklist('2026-01', 'deposits', { count: 0 });
    checklist('2026-01', 'channel-clearing', { count: 1, value: '120.00' });
    on('2026-02-03');
    fulfill();
    checklist('2026-01', 'deposits', { count: 0, value: '0.00' });
    checklist('2026-01', 'shipped-not-invoiced', { count: 0 });
    checklist('2026-01', 'stock-books', { count: 0 });
    checklist('2026-01', 'control-accounts', { count: 0 });
  });

  page('a return waits between its goods and its credit', (words) => {
    const { on, openYear, opening, sell, fulfill, giveBack, credit, checklist } = words;
    openYear('2026-01-01');
    on('2026-01-12');
    opening(5, 'TEE').at('4.00');
    sell(3, 'TEE').for('10.00');
    fulfill();
    on('2026-01-30');
    giveBack(1, 'TEE');
    checklist('2026-01', 'returns-clearing', { count: 1, value: '-4.00' });
    on('2026-02-02');
    credit();
    checklist('2026-01', 'returns-clearing', { count: 0, value: '0.00' });
  });

  page('a sign-off stands for its figures and falls open with them', (words) => {
    const { on, openYear, opening, sell, fulfill, signOff, checklist } = words;
    openYear('2026-01-01');
    on('2026-01-12');
    opening(5, 'TEE').at('4.00');
    sell(1, 'TEE').for('10.00');
    fulfill();
    checklist('2026-01', 'receivables-overdue', { count: 1, value: '10.00', state: 'open' });
    signOff('2026-01', 'receivables-overdue');
    checklist('2026-01', 'receivables-overdue', { count: 1, state: 'signed' });
    sell(2, 'TEE').for('10.00');
    fulfill();
    checklist('2026-01', 'receivables-overdue', { count: 2, value: '30.00', state: 'changed' });
    signOff('2026-01', 'receivables-overdue', 'Reminded by phone');
    checklist('2026-01', 'receivables-overdue', { count: 2, state: 'signed' });
  });

  page('what must be nothing is signed with a note alone; locks are there or are not', (words) => {
    const { on, openYear, buy, signOff, lock, checklist } = words;
    openYear('2026-01-01');
    on('2026-01-12');
    buy(4, 'TEE').price('5.00').asDraft();
    checklist('2026-01', 'drafts', { count: 1, state: 'open' });
    signOff('2026-01', 'drafts').isRefused('closing.noteNeeded');
    signOff('2026-01', 'drafts', 'For the spring, not decided');
    checklist('2026-01', 'drafts', { count: 1, state: 'signed' });
    on('2026-02-05');
    checklist('2026-01', 'locks', { count: 5 });
    lock('sales', '2026-01-31');
    checklist('2026-01', 'locks', { count: 4 });
    lock('all', '2026-01-31');
    checklist('2026-01', 'locks', { count: 0 });
  });
});

describe('financial years', () => {
  page(
    'follow each other, the first as short as it has to be',
    ({ openYear, checklist }) => {
      openYear('2026-01-15').isRefused('closing.badYear');
      openYear().isRefused('closing.badYear');
      openYear('2026-01-01');
      checklist('2026-03', 'locks', { count: 5 });
      checklist('2026-04', 'locks', { count: 5 }).isRefused('engine.notFound');
      openYear('2026-05-01').isRefused('closing.badYear');
      openYear();
      checklist('2027-03', 'locks', { count: 5 });
    },
    { fiscalYearStart: 4 },
  );
});
