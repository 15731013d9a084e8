import { describe } from 'vitest';
import { page } from '../kit/daybook.ts';

describe('bought in the currency of the supplier', () => {
  page('stock keeps the rate of the day goods came; price differences follow the goods by it, rates go to exchange differences', (w) => {
    const { on, supplierIn, rate, buy, takeIn, billedAbroad, payAbroad, owesAbroad, expect } = w;
    supplierIn('USD');
    on('2026-01-05');
    rate('USD', '0.90');
    buy(100, 'TEE').price('1.00').postsNothing();
    takeIn().posts('Dr inventory LON 90.00', 'Cr grni 90.00');
    on('2026-01-12');
    rate('USD', '0.92');
    billedAbroad(100).at('1.05').posts('Dr grni 90.00', 'Dr inventory LON 4.50', 'Dr fx 2.10', 'Cr payable 96.60');
    expect.account('grni', '0.00');
    expect.inventory('94.50');
    owesAbroad('105.00', '96.60');
    on('2026-01-26');
    rate('USD', '0.95');
    payAbroad('105.00').posts('Dr payable 96.60', 'Dr fx 3.15', 'Cr bank 99.75');
    owesAbroad('0.00', '0.00');
    expect.account('payable', '0.00');
    expect.account('fx', '5.25');
  });

  page('what was sold takes its share of the price difference, never of the rate', (w) => {
    const { on, supplierIn, rate, buy, takeIn, sell, ship, billedAbroad } = w;
    supplierIn('USD');
    on('2026-01-05');
    rate('USD', '0.90');
    buy(100, 'TEE').price('1.00');
    takeIn();
    sell(40, 'TEE');
    ship();
    on('2026-01-08');
    rate('USD', '0.92');
    billedAbroad(100).at('1.05').posts('Dr grni 90.00', 'Dr inventory LON 2.70', 'Dr cogs-variance 1.80', 'Dr fx 2.10', 'Cr payable 96.60');
  });

  page('a payment in parts leaves what its share stands at; the last closes both currencies', (w) => {
    const { on, supplierIn, rate, buy, takeIn, billedAbroad, payAbroad, owesAbroad, expect } = w;
    supplierIn('USD');
    on('2026-01-05');
    rate('USD', '0.913');
    buy(1, 'TEE').price('100.01');
    takeIn().posts('Dr inventory LON 91.31', 'Cr grni 91.31');
    billedAbroad(1).posts('Dr grni 91.31', 'Cr payable 91.31');
    payAbroad('33.33').posts('Dr payable 30.43', 'Cr bank 30.43');
    owesAbroad('66.68', '60.88');
    payAbroad('66.69').isRefused('accounting.itemTooSmall');
    // The bank took less than the books say: a gain.
    payAbroad('33.34', '30.00').posts('Dr payable 30.44', 'Cr fx 0.44', 'Cr bank 30.00');
    payAbroad('33.34').posts('Dr payable 30.44', 'Cr bank 30.44');
    owesAbroad('0.00', '0.00');
    payAbroad('0.01').isRefused('accounting.itemTooSmall');
    expect.account('payable', '0.00');
    expect.account('fx', '-0.44');
  });

  page('two receipts at two rates: a bill clears what its own units came in at, and its price follows each by its own rate', (w) => {
    const { on, supplierIn, rate, buy, takeIn, billedAbroad, expect } = w;
    supplierIn('USD');
    on('2026-01-05');
    rate('USD', '0.90');
    buy(20, 'TEE').price('1.00');
    takeIn(10).posts('Dr inventory LON 9.00', 'Cr grni 9.00');
    on('2026-01-06');
    rate('USD', '0.50');
    takeIn().posts('Dr inventory LON 5.00', 'Cr grni 5.00');
    billedAbroad(10).at('1.50').posts('Dr grni 9.00', 'Dr inventory LON 4.50', 'Cr fx 6.00', 'Cr payable 7.50');
    expect.purchase({ open: '-5.00' });
    billedAbroad(10, 'R-2').at('0.10').posts('Dr grni 5.00', 'Cr inventory LON 4.50', 'Cr payable 0.50');
    expect.account('grni', '0.00');
    expect.inventory('14.00');
  });

  page('a bill far below what was ordered takes from no unit more than it came in at', (w) => {
    const { on, supplierIn, rate, buy, takeIn, sell, ship, giveBack, restock, billedAbroad, expect } = w;
    supplierIn('USD');
    on('2026-01-05');
    rate('USD', '0.90');
    buy(20, 'TEE').price('1.00');
    takeIn(10);
    on('2026-01-06');
    rate('USD', '0.05');
    takeIn().posts('Dr inventory LON 0.50', 'Cr grni 0.50');
    sell(15, 'TEE').for('3.00');
    ship();
    giveBack(2, 'TEE').posts('Dr quarantine LON 1.80', 'Cr returns-clearing 1.80');
    restock();
    billedAbroad(20).at('0.10').posts('Dr grni 9.50', 'Cr inventory LON 1.84', 'Cr cogs-variance 6.71', 'Cr fx 0.85', 'Cr payable 0.10');
    expect.inventory('0.21');
  });

  page('what came and is never billed is written off at what it came in at, oldest first', (w) => {
    const { on, supplierIn, rate, buy, takeIn, writeOff, billedAbroad, expect } = w;
    supplierIn('USD');
    on('2026-01-05');
    rate('USD', '0.90');
    buy(20, 'TEE').price('1.00');
    takeIn(10);
    on('2026-01-06');
    rate('USD', '0.50');
    takeIn();
    writeOff(10).posts('Dr grni 9.00', 'Cr grni-write-off 9.00');
    billedAbroad(10).posts('Dr grni 5.00', 'Cr payable 5.00');
    expect.account('grni', '0.00');
  });

  page('billed before it came: goods enter at the rate of the bill', (w) => {
    const { on, supplierIn, rate, buy, takeIn, billedAbroad, expect } = w;
    supplierIn('USD');
    on('2026-01-05');
    rate('USD', '0.90');
    buy(10, 'TEE').price('10.00');
    billedAbroad(10).at('11.00').posts('Dr grni 99.00', 'Cr payable 99.00');
    on('2026-01-07');
    rate('USD', '0.80');
    takeIn().posts('Dr inventory LON 99.00', 'Cr grni 99.00');
    expect.account('grni', '0.00');
  });

  page('freight expected on it stands in pounds beside it, and goods at standard cost differ by price variance', (w) => {
    const { on, goods, supplierIn, rate, buy, takeIn, billedAbroad, expect } = w;
    supplierIn('USD');
    on('2026-01-05');
    rate('USD', '0.90');
    goods('MUG', { costing: 'standard', standard: '1.00' });
    buy(100, 'MUG').price('1.00').expecting('0.05');
    takeIn().posts('Dr inventory LON 100.00', 'Cr grni 90.00', 'Cr landed-accrual 5.00', 'Cr ppv 5.00');
    on('2026-01-06');
    rate('USD', '0.91');
    billedAbroad(100).posts('Dr grni 90.00', 'Dr fx 1.00', 'Cr payable 91.00');
    expect.account('grni', '0.00');
  });

  page('given back and credited at another rate; what is never billed goes at the rate it came by', (w) => {
    const { on, supplierIn, rate, buy, takeIn, sendBack, supplierCredits, writeOff, expect } = w;
    supplierIn('USD');
    on('2026-01-05');
    rate('USD', '0.90');
    buy(10, 'TEE').price('10.00');
    takeIn();
    sendBack(4).posts('Dr grni-returns 36.00', 'Cr inventory LON 36.00');
    on('2026-01-09');
    rate('USD', '0.95');
    supplierCredits('38.00').posts('Dr payable 36.10', 'Dr ppv 1.80', 'Cr grni-returns 36.00', 'Cr fx 1.90');
    writeOff().posts('Dr grni 90.00', 'Cr grni-write-off 90.00');
    expect.account('grni', '0.00');
    expect.account('grni-returns', '0.00');
  });

  page('nothing is posted without a rate that holds', (w) => {
    const { on, supplierIn, rate, buy, takeIn, billedAbroad, payAbroad } = w;
    supplierIn('USD');
    on('2026-01-05');
    buy(10, 'TEE').price('10.00');
    takeIn().isRefused('accounting.noRate');
    rate('USD', '0.90');
    on('2026-01-11');
    takeIn().isRefused('accounting.staleRate');
    on('2026-01-10');
    takeIn().posts('Dr inventory LON 90.00', 'Cr grni 90.00');
    billedAbroad(10);
    on('2026-02-02');
    payAbroad('100.00').isRefused('accounting.staleRate');
    payAbroad('100.00', '93.00').posts('Dr payable 90.00', 'Dr fx 3.00', 'Cr bank 93.00');
  });
});

describe('what is open in another currency when a month ends', () => {
  page('is brought to the rate of its last day and back on the next; realised differences are those of the bill', (w) => {
    const { on, openYear, supplierIn, rate, buy, takeIn, billedAbroad, payAbroad, owesAbroad, checklist, revalues, revalue, owed, expect } =
      w;
    openYear('2026-01-01');
    supplierIn('USD');
    on('2026-01-05');
    rate('USD', '0.90');
    buy(100, 'TEE').price('1.00');
    takeIn();
    billedAbroad(100);
    payAbroad('40.00');
    on('2026-02-03');
    checklist('2026-01', 'exchange-rates', { count: 1, value: '-54.00' });
    checklist('2026-01', 'revaluation', { count: 1, value: '-54.00' });
    revalues('2026-01', { USD: 'none' });
    revalue('2026-01').isRefused('accounting.staleRate');
    on('2026-01-31');
    rate('USD', '0.95');
    on('2026-02-03');
    rate('USD', '0.93');
    checklist('2026-01', 'exchange-rates', { count: 0 });
    revalues('2026-01', { USD: '-3.00' });
    owed('2026-01-31', '54.00');
    // The loss of January and its reversal of February: together nothing.
    revalue('2026-01').postsNothing();
    owed('2026-01-31', '57.00');
    owed('2026-02-01', '54.00');
    checklist('2026-01', 'revaluation', { count: 0 });
    revalue('2026-01').isRefused('closing.revaluedAlready');
    owesAbroad('60.00', '54.00');
    payAbroad('60.00').posts('Dr payable 54.00', 'Dr fx 1.80', 'Cr bank 55.80');
    owesAbroad('0.00', '0.00');
    expect.account('payable', '0.00');
    expect.account('fx-unrealised', '0.00');
    expect.account('fx', '1.80');
  });

  page('is told as of that day, whatever was paid since, and can be taken back', (w) => {
    const { on, openYear, supplierIn, rate, buy, takeIn, billedAbroad, payAbroad, revalues, revalue, takeRevaluationBack, owed } = w;
    openYear('2026-01-01');
    supplierIn('USD');
    on('2026-01-05');
    rate('USD', '0.90');
    buy(100, 'TEE').price('1.00');
    takeIn();
    billedAbroad(100);
    on('2026-01-31');
    rate('USD', '0.80');
    on('2026-02-02');
    payAbroad('100.00').posts('Dr payable 90.00', 'Cr fx 10.00', 'Cr bank 80.00');
    revalues('2026-01', { USD: '10.00' });
    revalue('2026-01');
    owed('2026-01-31', '80.00');
    owed('2026-02-02', '0.00');
    takeRevaluationBack('2026-01');
    owed('2026-01-31', '90.00');
    takeRevaluationBack('2026-01').isRefused('closing.noRevaluation');
  });

  page('goods received not invoiced are no money: they keep the rate they came by', (w) => {
    const { on, openYear, supplierIn, rate, buy, takeIn, revalues, revalue, checklist } = w;
    openYear('2026-01-01');
    supplierIn('USD');
    on('2026-01-30');
    rate('USD', '0.90');
    buy(100, 'TEE').price('1.00');
    takeIn();
    revalues('2026-01', {});
    revalue('2026-01').isRefused('closing.nothingToRevalue');
    checklist('2026-01', 'revaluation', { count: 0 });
  });
});
