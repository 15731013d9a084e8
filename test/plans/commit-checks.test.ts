import { expect, test } from 'vitest';
import { rooms } from '../../main/domain/rooms.ts';
import type { CommandContext } from '../../main/engine/context.ts';
import { plansOf } from '../kit/plans.ts';

/** Checks that ask the database about changed records; the others reckon with the ledger rows they are given. */
const CHECKS = rooms.flatMap((room) => room.commitChecks ?? []);

test.each(CHECKS.map((check) => [check.name, check] as const))('%s, run in every commit, finds its rows by index', async (_name, check) => {
  const records = new Map(check.tables.map((table) => [table, new Set(['1'])]));
  const steps = await plansOf(async (tx) =>
    check.run({ tx, standing: async (s: { load(tx: unknown): Promise<unknown> }) => s.load(tx) } as unknown as CommandContext, {
      ledger: new Map(),
      records,
    }),
  );
  // The changed rows themselves are walked, and the few valuation areas; nothing that grows with the company is.
  expect(steps.filter((s) => /^SCAN (?!json_each|w$|touched$|valuation_area|a$)/.test(s) || s.includes('AUTOMATIC'))).toEqual([]);
});
