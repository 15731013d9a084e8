import { expect, test } from 'vitest';
import type { openSqlite } from '../../db/dialect/sqlite.ts';
import type { DB } from '../../db/schema/index.ts';
import { openOfParties } from '../../main/domain/accounting/index.ts';
import { lateOn } from '../../main/domain/receivables/load.ts';
import { statementOf } from '../../main/domain/receivables/statement.ts';
import { dunningTerms } from '../../main/domain/receivables/terms.ts';
import { plansOf } from '../kit/plans.ts';

type Tx = ReturnType<typeof openSqlite<DB>>;
const company = { id: 'co', name: 'Co', currency: 'GBP', zone: 'Europe/London', country: 'GB', settings: new Map() };

async function withCustomer(tx: Tx): Promise<void> {
  await tx.insertMany('account', [{ id: 'acc', code: '1100', name: 'Receivables', type: 'asset', open_items: 1, active: 1, revision: 1 }]);
  await tx.insertMany('account_role', [{ role: 'receivable', account_id: 'acc', revision: 1 }]);
  await tx.insertMany('party', [{ id: 'pty', kind: 'customer', name: 'Ann', country: 'GB', active: 1, revision: 1 }]);
}

/** Steps that walk a table that grows, or build an index for one question; what an account is added to is the making of the example. */
const walks = (steps: readonly string[]) =>
  steps.filter(
    (s) =>
      (s.startsWith('SCAN ') && !/^SCAN (own|m|i|k|s|w|account|accrual_rule|channel|order_merge|supplier_return|\(subquery)\b/.test(s)) ||
      s.includes('AUTOMATIC'),
  );

test('an account of a customer is read from their items by index, whatever others bought', async () => {
  const steps = await plansOf(async (tx) => {
    await withCustomer(tx);
    await statementOf({ tx, company }, 'pty', '2026-01-01', '2026-01-31');
  });
  const own = steps.filter((s) => s.startsWith('SEARCH l '));
  expect(own.length).toBeGreaterThan(0);
  expect(own.filter((s) => !s.includes('(account_id=? AND item_key=?)'))).toEqual([]);
  const byParty = /\(account_id=\? AND (party_id=\?( AND opened_on>\?)?|item_key=\?)\)/;
  expect(steps.filter((s) => s.startsWith('SEARCH o ') && !byParty.test(s))).toEqual([]);
  expect(walks(steps)).toEqual([]);
});

test('who is late is found among what is open, and what they had by index', async () => {
  const steps = await plansOf(async (tx) => {
    await withCustomer(tx);
    await lateOn(tx, dunningTerms(company), '2026-01-31');
  });
  expect(steps.filter((s) => s.startsWith('SEARCH o ') && !/AND (item_key=\?|opened_on>\?)\)/.test(s))).toEqual([]);
  expect(steps.some((s) => /SEARCH d USING COVERING INDEX \S+ \(item_key=\? AND due_on=\?\)/.test(s))).toBe(true);
  expect(steps.some((s) => /SEARCH l USING COVERING INDEX \S*dunning_letter\S* \(party_id=\?\)/.test(s))).toBe(true);
  expect(walks(steps)).toEqual([]);
});

test('what customers have open is found among what is open, never among all they ever bought', async () => {
  const steps = await plansOf(async (tx) => {
    await withCustomer(tx);
    await openOfParties(tx, ['receivable'], ['pty']);
  });
  expect(steps.filter((s) => s.startsWith('SEARCH o '))).toEqual([
    expect.stringContaining('(account_id=? AND party_id=? AND opened_on>?)'),
  ]);
});
