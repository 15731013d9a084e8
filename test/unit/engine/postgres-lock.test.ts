import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openPostgres } from '../../../db/dialect/postgres.ts';
import { openInProcess } from '../../../main/hosts/inprocess.ts';
import { database, openShop, type Shop } from '../../kit/company.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

const postgres = () => ('postgres' in shop.location ? shop.location.postgres : undefined);
/** Engines that wait for the company, as the server sees them. */
async function waiting(): Promise<number> {
  const options = postgres();
  if (!options) throw new Error('on PostgreSQL only');
  const looking = await openPostgres<never>(options);
  try {
    const { rows } = await looking.client.query<{ n: string }>(
      `select count(*) as n from pg_locks where locktype = 'advisory' and not granted`,
    );
    return Number(rows[0]?.n);
  } finally {
    await looking.close();
  }
}

/** A server notices only after a moment that the process of an engine is gone; whoever starts it again at once must not be turned away. */
test.skipIf(database !== 'postgres')('an engine waits for the one before it to be gone from the server', async () => {
  const next = openInProcess(shop.location);
  await vi.waitFor(async () => expect(await waiting()).toBe(1), { timeout: 10_000 });
  await shop.engine.close();
  shop.engine = await next;
  expect(shop.engine.writer.company.name).toBe('Tee and Mug Ltd');
});

test.skipIf(database !== 'postgres')('one that stays is told after a few seconds, and the company is left alone', async () => {
  await expect(openInProcess(shop.location)).rejects.toMatchObject({ name: 'Refusal', code: 'file.inUse' });
  expect(await shop.ask('company.getCompany', {})).toMatchObject({ name: 'Tee and Mug Ltd' });
});
