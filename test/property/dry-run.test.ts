import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { simulate } from '../../main/tools/sim/simulate.ts';
import { database } from '../kit/company.ts';
import { createDatabase, dropDatabase } from '../kit/postgres.ts';

/** Commands a person confirms after a preview; the simulation of this seed and length must have met every one of them. */
const CONFIRMED = [
  'accounting.recordCapture',
  'accounting.recordReceipt',
  'accounting.recordRefund',
  'fulfillment.acceptAndFulfill',
  'fulfillment.allocateOrder',
  'fulfillment.allocateOrders',
  'fulfillment.releaseAllocation',
  'fulfillment.shipOrder',
  'inventory.postCount',
  'inventory.postOpening',
  'inventory.receiveStock',
  'inventory.receiveTransfer',
  'inventory.shipTransfer',
  'inventory.transferStock',
  'inventory.writeDown',
  'returns.announceReturn',
  'returns.creditReturn',
  'returns.receiveAnnounced',
  'returns.receiveReturn',
  'returns.receiveUnmatched',
  'returns.restock',
  'returns.writeDown',
  'sales.acceptOrder',
  'sales.cancelOrder',
  'sales.creditNote',
  'sales.releaseHold',
];

test('what a dry run promises is what the real run does, for every command', { timeout: 180_000 }, async () => {
  const seed = 13;
  const folder = mkdtempSync(join(tmpdir(), 'countinghouse-dry-run-'));
  const postgres = database === 'postgres' ? await createDatabase() : undefined;
  try {
    const location = postgres ? { postgres } : { file: join(folder, 'shop.countinghouse') };
    // Every command is asked as a dry run first and then sent with the digest the dry run gave.
    const result = await simulate({ seed, days: 4, events: 110, location, trouble: { preview: 100, repeat: 0, fault: 0 } });
    expect(result.differences, `seed ${seed}`).toEqual([]);
    expect(
      CONFIRMED.filter((operation) => !result.figures[operation]),
      `never met with seed ${seed}`,
    ).toEqual([]);
  } finally {
    if (postgres) await dropDatabase(postgres);
    rmSync(folder, { recursive: true, force: true });
  }
});
