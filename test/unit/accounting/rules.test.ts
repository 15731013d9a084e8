import { describe, expect, test } from 'vitest';
import { TEMPLATES } from '../../../main/domain/accounting/chart/index.ts';
import { CHART_ROLES } from '../../../main/domain/accounting/chart/roles.ts';
import { draftOf } from '../../../main/domain/accounting/chart/template.ts';
import type { OpenItem } from '../../../main/domain/accounting/model.ts';
import {
  decideLock,
  decideMatch,
  decideOpen,
  decideReversal,
  decideSettlement,
  locksFor,
  locksTested,
  negated,
} from '../../../main/domain/accounting/rules.ts';
import { fits } from '../../../main/domain/accounting/statements/layout.ts';
import { LOCK_KINDS, type LockKind } from '../../../preload/contract/accounting.ts';
import type { Stage } from '../../../preload/contract/accounting-statements.ts';
import { Refusal } from '../../../preload/contract/refusal.ts';

const code = (outcome: unknown) => (outcome instanceof Refusal ? outcome.code : 'yes');

describe('which day may be posted on', () => {
  const locks = new Map<LockKind, string>([
    ['hard', '2025-12-31'],
    ['all', '2026-01-31'],
    ['sales', '2026-02-28'],
    ['tax', '2026-03-31'],
  ]);
  test.each([
    // journal, posts tax, day, outcome, next open day
    ['GEN', false, '2025-12-31', 'all', '2026-02-01'],
    ['GEN', false, '2026-01-31', 'all', '2026-02-01'],
    ['GEN', false, '2026-02-01', undefined, undefined],
    ['STK', false, '2026-02-01', undefined, undefined],
    ['SAL', false, '2026-02-28', 'sales', '2026-03-01'],
    ['SAL', true, '2026-02-28', 'tax', '2026-04-01'],
    ['SAL', false, '2026-03-01', undefined, undefined],
    ['PUR', true, '2026-03-31', 'tax', '2026-04-01'],
    ['SAL', false, '2025-12-01', 'sales', '2026-03-01'],
  ] as const)('%s, tax %s, on %s: %s', (journal, tax, on, kind, nextOpenOn) => {
    const outcome = decideOpen(locks, locksTested(journal, new Set(tax ? (['tax'] as const) : [])), on);
    expect(outcome?.params).toEqual(kind && { kind, on, through: locks.get(kind), nextOpenOn });
  });

  test.each([
    // what moves the value of stock waits for every area it touches; what does not, only for its own
    ['STK', ['stock', 'purchases'], 'hard all stock purchases'],
    ['STK', ['stock', 'sales'], 'hard all stock sales'],
    ['PUR', ['purchases', 'stock', 'tax'], 'hard all purchases tax stock'],
    ['PUR', ['purchases'], 'hard all purchases'],
    ['BNK', ['sales'], 'hard all bank'],
    ['GEN', ['sales', 'purchases'], 'hard all'],
  ] as const)('an entry of %s that touches %j is tested against %s', (journal, touched, kinds) => {
    expect(locksTested(journal, new Set(touched)).join(' ')).toBe(kinds);
  });

  test('an exception moves the end of its lock back for whom it is made, as long as it holds', () => {
    const exception = { kind: 'sales', from: '2026-02-10', userId: 'usr_ann', expiresOn: '2026-03-05' } as const;
    const through = (userId: string, today: string, kind: 'sales' | 'hard' = 'sales') =>
      locksFor(new Map([...locks, ['hard', '2025-12-31']]), [{ ...exception, kind }], { userId, today }).get(kind);
    expect(through('usr_ann', '2026-03-05')).toBe('2026-02-09');
    expect(through('usr_ann', '2026-03-06')).toBe('2026-02-28');
    expect(through('usr_bob', '2026-03-05')).toBe('2026-02-28');
    expect(through('usr_ann', '2026-03-05', 'hard')).toBe('2025-12-31');
  });

  test('the day offered passes every lock of the same kind of posting', () => {
    for (const journal of ['SAL', 'PUR', 'STK', 'BNK', 'GEN'] as const)
      for (const tax of [true, false]) {
        const first = decideOpen(locks, locksTested(journal, new Set(tax ? (['tax'] as const) : [])), '2025-06-15');
        expect(first?.params).toMatchObject({ nextOpenOn: expect.any(String) });
        const { nextOpenOn } = (first?.params ?? { nextOpenOn: '' }) as { nextOpenOn: string };
        expect(decideOpen(locks, locksTested(journal, new Set(tax ? (['tax'] as const) : [])), nextOpenOn)).toBeUndefined();
      }
  });
});

test.each([
  ['all', '2026-01-31', '2025-12-31', 'accounting.reopenByTwo'],
  ['all', '2026-01-31', '2026-01-31', 'yes'],
  ['hard', '2026-01-31', '2026-01-31', 'yes'],
  ['hard', '2026-01-31', '2026-03-31', 'yes'],
  ['hard', '2026-01-31', '2026-01-30', 'accounting.lockNeverBack'],
  ['hard', '2026-01-31', '2026-04-02', 'accounting.lockAhead'],
  ['sales', '2026-01-31', '2027-12-31', 'yes'],
  ['sales', '2026-01-31', '2026-01-30', 'accounting.reopenByTwo'],
] as const)('lock %s from %s to %s: %s', (kind, current, through, outcome) => {
  expect(code(decideLock(kind, current, through, '2026-04-01'))).toBe(outcome);
});

test.each([
  [{ sourceKind: 'manual', reversesId: null, reversedBy: null }, 'yes'],
  [{ sourceKind: 'manual', reversesId: null, reversedBy: 'GEN-2026-000009' }, 'accounting.alreadyReversed'],
  [{ sourceKind: 'reversal', reversesId: 4, reversedBy: null }, 'accounting.isReversal'],
  [{ sourceKind: 'invoice', reversesId: null, reversedBy: null }, 'accounting.ownedByDocument'],
])('reversing %j: %s', (facts, outcome) => {
  expect(code(decideReversal({ number: 'GEN-2026-000001', sourceId: 'x', ...facts }))).toBe(outcome);
});

test('a reversal negates both currencies and never makes minus zero', () => {
  const account = { role: 'fx' };
  expect(negated({ account, amount: 100, docCurrency: 'USD', docAmount: 125 })).toEqual({
    account,
    amount: -100,
    docCurrency: 'USD',
    docAmount: -125,
  });
  expect(Object.is(negated({ account, amount: 0 }).amount, 0)).toBe(true);
});

test.each([
  // residual, change, outcome
  [12_000, -12_000, 'yes'],
  [12_000, -1, 'yes'],
  [12_000, -12_001, 'accounting.itemTooSmall'],
  [0, -1, 'accounting.itemTooSmall'],
  [-500, -1, 'accounting.itemTooSmall'],
  [-500, 500, 'yes'],
  [-500, 501, 'accounting.itemTooSmall'],
  [500, 1, 'accounting.itemTooSmall'],
])('an item with %i open, changed by %i: %s', (residual, change, outcome) => {
  expect(code(decideSettlement('inv_1', residual, change, 'GBP'))).toBe(outcome);
});

describe('matching a debit with a credit', () => {
  const item = (itemKey: string, residual: number, docResidual = residual, currency = 'GBP'): OpenItem => ({
    itemKey,
    partyId: null,
    currency,
    residual,
    docResidual,
  });
  test.each([
    ['all of the credit', item('inv', 12_000), item('pay', -5_000), 5_000, { amount: -5_000, docAmount: -5_000 }],
    ['part of both', item('inv', 12_000), item('pay', -5_000), 100, { amount: -100, docAmount: -100 }],
    ['foreign, in proportion', item('inv', 9_000, 10_000, 'USD'), item('pay', -900, -1_000, 'USD'), 450, { amount: -450, docAmount: -500 }],
    [
      'foreign, the last one takes all',
      item('inv', 9_000, 10_000, 'USD'),
      item('pay', -901, -1_000, 'USD'),
      901,
      { amount: -901, docAmount: -1_000 },
    ],
  ])('%s', (_, debit, credit, amount, decision) => {
    expect(decideMatch(debit, credit, amount, 'GBP')).toEqual(decision);
  });
  test.each([
    ['more than the credit has', item('inv', 12_000), item('pay', -5_000), 5_001, 'accounting.itemTooSmall'],
    ['more than the debit has', item('inv', 1_000), item('pay', -5_000), 1_001, 'accounting.itemTooSmall'],
    ['two debits', item('inv', 1_000), item('inv2', 5_000), 1_000, 'accounting.itemTooSmall'],
    ['an item with itself', item('inv', 1_000), item('inv', -1_000), 1_000, 'accounting.notMatchable'],
    ['two currencies', item('inv', 1_000, 1_000, 'USD'), item('pay', -1_000), 1_000, 'accounting.notMatchable'],
  ])('refuses %s', (_, debit, credit, amount, outcome) => {
    expect(code(decideMatch(debit, credit, amount, 'GBP'))).toBe(outcome);
  });
});

describe.each(Object.entries(TEMPLATES))('the chart %s', (_name, chart) => {
  const roles = chart.accounts.flatMap((a) => a.role ?? []);
  test('has every role other rooms post to, each played by one account', () => {
    expect(new Set(roles).size).toBe(roles.length);
    expect(new Set(roles)).toEqual(new Set(Object.keys(CHART_ROLES)));
  });
  test('has every account under a heading of its kind, and every heading once', () => {
    const stages = new Map(chart.groups.map((g) => [g.code, g.stage]));
    expect(stages.size).toBe(chart.groups.length);
    for (const account of chart.accounts)
      expect(fits(draftOf(chart, account).type, stages.get(account.group) as Stage), `${account.code} under ${account.group}`).toBe(true);
  });
  test('has no code twice, none of stock, and a journal for every lock that follows one', () => {
    expect(new Set([chart.inventoryCode, ...chart.accounts.map((a) => a.code)]).size).toBe(chart.accounts.length + 1);
    for (const { code: journal } of chart.journals)
      for (const kind of locksTested(journal, new Set(['tax']))) expect(LOCK_KINDS).toContain(kind);
  });
});
