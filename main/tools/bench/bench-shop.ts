import { join } from 'node:path';
import { type Engine, SYSTEM } from '../../engine/engine.ts';
import { createInProcess } from '../../hosts/inprocess.ts';

/** Where and how large a section works. */
export interface Setting {
  readonly folder: string;
  /** small sizes, to see that everything runs */
  readonly quick: boolean;
  readonly line: (text: string) => void;
}

export interface BenchShop {
  readonly engine: Engine;
  readonly articles: readonly { readonly id: string; readonly sku: string }[];
  readonly customers: readonly string[];
}

const CHUNK = 5000;
const CUSTOMERS = 50;
const DAY = '2026-01-05';

/** A company with as many articles as asked for, each in stock in two warehouses. */
export async function openBenchShop(setting: Setting, name: string, articles: number, inStock: number): Promise<BenchShop> {
  const engine = await createInProcess(
    { file: join(setting.folder, `${name}.countinghouse`) },
    {
      name: 'Bench',
      currency: 'GBP',
      zone: 'Europe/London',
      country: 'GB',
      warehouses: [
        { code: 'NORTH', name: 'North', country: 'GB' },
        { code: 'SOUTH', name: 'South', country: 'GB' },
      ],
      policies: { allocateAt: 'manual' },
      owner: { login: 'owner', name: 'Owner' },
    },
  );
  let sent = 0;
  const send = async <T>(operation: string, input: unknown): Promise<T> => {
    sent += 1;
    return (await engine.dispatch({ operation, input, actor: SYSTEM, commandId: `setup-${String(sent).padStart(6, '0')}` })).output as T;
  };
  const skus = Array.from({ length: articles }, (_, i) => `SKU-${String(i + 1).padStart(6, '0')}`);
  const { db } = engine.store.writer;
  const warehouses = await db.selectFrom('warehouse').select('id').orderBy('code').execute();
  for (let from = 0; from < skus.length; from += CHUNK) {
    const part = skus.slice(from, from + CHUNK);
    await send('catalog.createItems', { items: part.map((sku) => ({ sku, title: `Article ${sku}`, priceMicros: 9_990_000 })) });
    for (const { id } of warehouses)
      await send('inventory.postOpening', {
        warehouseId: id,
        on: DAY,
        lines: part.map((sku) => ({ sku, qty: inStock, unitCostMicros: 4_500_000 })),
      });
  }
  const customers: string[] = [];
  for (let i = 1; i <= CUSTOMERS; i += 1) {
    const { partyId } = await send<{ partyId: string }>('parties.createParty', { kind: 'customer', name: `Customer ${i}`, country: 'GB' });
    customers.push(partyId);
  }
  const rows = await db.selectFrom('item').select(['id', 'sku']).orderBy('sku').execute();
  return { engine, articles: rows, customers };
}

/** The n-th order of the benchmark: always the same, its lines spread over the catalogue. */
export function benchOrder(shop: BenchShop, n: number, lines: number): Record<string, unknown> {
  return {
    id: `so_${String(n).padStart(26, '0')}`,
    partyId: shop.customers[n % shop.customers.length],
    orderedAt: `${DAY}T10:00:00.000Z`,
    orderedOn: DAY,
    currency: 'GBP',
    country: 'GB',
    lines: Array.from({ length: lines }, (_, l) => {
      const article = shop.articles[(n * 7919 + l * 104_729) % shop.articles.length];
      return { itemId: article?.id, sku: article?.sku, qty: 1, unitPriceMicros: 9_990_000 };
    }),
  };
}
