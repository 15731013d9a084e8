import { expect, test } from 'vitest';
import { listPrepayments } from '../../main/domain/purchasing/queries/read-prepayments.ts';
import { plansOf } from '../kit/plans.ts';

test.each([
  ['of a supplier', { partyId: 'pty' }, /\(account_id=\? AND party_id=\?/],
  ['of all suppliers', {}, /\(account_id=\?\)/],
])('what is left of advances %s is found among what is open, never among all that was ever paid', async (_whose, input, byIndex) => {
  const steps = await plansOf((tx) =>
    listPrepayments.run(
      {
        tx,
        now: '2026-01-05T09:00:00.000Z',
        today: '2026-01-05',
        actor: { id: 'usr', device: 'test', permissions: new Set(['*']), scopes: {} },
        company: { id: 'co', name: 'Co', currency: 'GBP', zone: 'UTC', country: 'GB', settings: new Map() },
      },
      input,
    ),
  );
  expect(steps.filter((s) => s.startsWith('SEARCH o '))).toEqual([expect.stringMatching(byIndex)]);
  expect(steps.filter((s) => s.startsWith('SCAN ') || s.includes('AUTOMATIC'))).toEqual([]);
});
