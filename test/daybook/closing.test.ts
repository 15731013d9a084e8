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

describe('accruals', () => {
  page(
    'a service received: in the month as far as its days are over, back on the first of the next, again until its bill comes',
    (words) => {
      const { on, openYear, accrues, proposes, postAccruals, ends, expect } = words;
      openYear('2026-01-01');
      accrues('service', '3PL, 40 days', '400.00').on('outbound-freight').from('2026-01-12', '2026-02-20');
      proposes('2026-01', { '3PL, 40 days': '200.00' }, { with: '-200.00', without: '0.00' });
      on('2026-01-31');
      postAccruals('2026-01');
      proposes('2026-01', {}, { with: '-200.00', without: '-200.00' });
      expect.account('accrued-expenses', '-200.00');
      expect.account('outbound-freight', '200.00');
      on('2026-02-01');
      expect.account('accrued-expenses', '0.00');
      expect.account('outbound-freight', '0.00');
      proposes('2026-02', { '3PL, 40 days': '400.00' });
      ends('2026-03-05');
      proposes('2026-02', { '3PL, 40 days': '400.00' });
      proposes('2026-03', {});
      postAccruals('2026-03').isRefused('closing.nothingToAccrue');
    },
  );

  page('an expense paid ahead: the days to come are deferred, less every month', (words) => {
    const { on, openYear, accrues, proposes, postAccruals, expect } = words;
    openYear('2026-01-01');
    accrues('prepaid', 'Insurance', '1200.00').on('bank-charges').from('2026-01-01', '2026-12-31');
    proposes('2026-01', { Insurance: '1098.08' });
    proposes('2026-11', { Insurance: '101.92' });
    proposes('2026-12', {});
    on('2026-01-31');
    postAccruals('2026-01');
    expect.account('prepaid-expenses', '1098.08');
    on('2026-02-01');
    expect.account('prepaid-expenses', '0.00');
  });

  page(
    'returns expected: 10 % of what was invoiced in 30 days, less what was credited, and the goods at their cost',
    (words) => {
      const { on, openYear, opening, sell, fulfill, giveBack, credit, proposes, postAccruals, expect } = words;
      openYear('2026-01-01');
      on('2026-01-20');
      opening(20, 'TEE').at('40.00');
      sell(10, 'TEE').for('100.00');
      fulfill();
      proposes('2026-01', { 'Returns expected': '140.00' }, { with: '540.00', without: '600.00' });
      proposes('2026-03', {});
      giveBack(1, 'TEE');
      credit();
      proposes('2026-01', {});
      sell(10, 'TEE').for('100.00');
      fulfill();
      proposes('2026-01', { 'Returns expected': '138.00' });
      on('2026-01-31');
      postAccruals('2026-01');
      expect.account('refund-liability', '-100.00');
      expect.account('right-of-return', '38.00');
      on('2026-02-01');
      expect.account('refund-liability', '0.00');
    },
    { expectedReturnsPercent: 10, expectedReturnsDays: 30 },
  );

  page('posted once, taken back as far as the locks allow; the reversal finds an open day', (words) => {
    const { on, openYear, accrues, postAccruals, undoAccruals, lock, checklist, expect } = words;
    openYear('2026-01-01');
    accrues('service', 'Audit', '90.00').from('2026-01-01', '2026-01-31');
    on('2026-02-10');
    checklist('2026-01', 'accruals', { count: 1 });
    postAccruals('2026-01');
    checklist('2026-01', 'accruals', { count: 0 });
    postAccruals('2026-01').isRefused('closing.accruedAlready');
    undoAccruals('2026-01');
    undoAccruals('2026-01').isRefused('closing.noAccruals');
    checklist('2026-01', 'accruals', { count: 1 });
    postAccruals('2026-01');
    lock('all', '2026-01-31');
    undoAccruals('2026-01').isRefused('accounting.periodLocked');
    postAccruals('2026-02');
    lock('all', '2026-02-28');
    postAccruals('2026-02').isRefused('closing.accruedAlready');
    expect.account('accrued-expenses', '0.00');
  });
});

describe('the end of a year', () => {
  page('carries the result to equity once; every year can still be read; a reversal takes it back', (words) => {
    const { on, openYear, opening, sell, fulfill, closeYear, reopenYear, lock, position } = words;
    openYear('2025-01-01');
    openYear();
    on('2025-06-10');
    opening(20, 'TEE').at('4.00');
    sell(10, 'TEE').for('10.00');
    fulfill();
    on('2026-02-10');
    sell(5, 'TEE').for('10.00');
    fulfill();
    position('2026-02-28', { 'earlier-results': '60.00', 'current-result': '30.00', '3100': 'nothing' });
    closeYear('2026').isRefused('closing.earlierFirst');
    closeYear('2025').posts('Dr result-transferred 60.00', 'Cr retained-earnings 60.00');
    closeYear('2025').isRefused('closing.resultCarried');
    position('2025-12-30', { 'current-result': '60.00', '3100': 'nothing' });
    position('2025-12-31', { 'current-result': '0.00', '3100': '60.00', 'total-equity': '140.00' });
    position('2026-02-28', { 'earlier-results': 'nothing', 'current-result': '30.00', '3100': '60.00' });
    reopenYear('2025').posts('Dr retained-earnings 60.00', 'Cr result-transferred 60.00');
    position('2026-02-28', { 'earlier-results': '60.00', '3100': 'nothing' });
    reopenYear('2025').isRefused('closing.resultNotCarried');
    closeYear('2025');
    lock('all', '2025-12-31');
    reopenYear('2025').isRefused('accounting.periodLocked');
    closeYear('2027').isRefused('engine.notFound');
  });
});
