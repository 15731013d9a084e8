import { join } from 'node:path';
import { z } from 'zod';
import { command } from '../../../preload/contract/operation.ts';
import { postEntries } from '../../domain/accounting/index.ts';
import { handleCommand } from '../../domain/handler.ts';
import { type MoveDraft, moveStock, stockPosting } from '../../domain/inventory/index.ts';
import { rooms } from '../../domain/rooms.ts';
import { buildRegistry } from '../../engine/registry.ts';
import { createInProcess } from '../../hosts/inprocess.ts';
import type { Setting } from './bench-shop.ts';
import { type Sample, Stopwatch } from './measure.ts';
import { photograph, writeRaw } from './raw-reference.ts';
import { type Figure, ms } from './report.ts';

const FIRST = Date.UTC(2025, 0, 1, 6);
/** Minutes from one move to the next: a hundred thousand of them fill less than a year. */
const STEP_MS = 5 * 60_000;
/** Units come three at a time and leave one by one. */
const LOT = 3;
const BATCH = 5000;

const instant = (n: number): string => new Date(FIRST + n * STEP_MS).toISOString();

/** What the rooms above inventory do in a day, many moves at once and each at an instant of its own. */
const history = handleCommand(
  command('bench.history', {
    permission: 'bench.write',
    summary: 'Units come in and leave, one move every few minutes',
    input: z.strictObject({
      itemId: z.string(),
      from: z.int(),
      to: z.int(),
      supplier: z.string(),
      stock: z.string(),
      customer: z.string(),
    }),
    output: z.object({ moves: z.int() }),
  }),
  async (ctx, input) => {
    const entryId = ctx.nextId('journal_entry');
    const source = { kind: 'bench', id: `bench_${ctx.seq}` };
    const drafts = Array.from({ length: input.to - input.from }, (_, i): MoveDraft => {
      const n = input.from + i;
      const at = instant(n);
      const one = { itemId: input.itemId, at, on: at.slice(0, 10), source, entryId };
      return n % (LOT + 1) === 0
        ? {
            ...one,
            qty: LOT,
            fromLocationId: input.supplier,
            toLocationId: input.stock,
            cost: { kind: 'unit', micros: 4_000_000 + (n % 997) * 1000 },
          }
        : { ...one, qty: 1, fromLocationId: input.stock, toLocationId: input.customer };
    });
    const { lines, net, ppv } = stockPosting(await moveStock(ctx, drafts));
    const rest = [
      { account: { role: 'ppv' }, amount: ppv },
      { account: { role: 'cogs' }, amount: -(net + ppv) },
    ];
    await postEntries(ctx, [
      { entryId, journal: 'STK', on: instant(input.to - 1).slice(0, 10), source, memo: 'Benchmark', lines: [...lines, ...rest] },
    ]);
    return { moves: drafts.length };
  },
);

/** Goods received as of a day before others left: what is costed again with one per cent of the history behind them, and with all of it. */
export async function benchReplay(setting: Setting): Promise<Figure[]> {
  const moves = setting.quick ? 4000 : 100_000;
  const engine = await createInProcess(
    { file: join(setting.folder, 'replay.countinghouse') },
    {
      name: 'Bench',
      currency: 'GBP',
      zone: 'UTC',
      country: 'GB',
      warehouses: [{ code: 'NORTH', name: 'North', country: 'GB' }],
      policies: { backDatedReceipts: 'replay' },
      owner: { login: 'owner', name: 'Owner' },
    },
    { registry: buildRegistry([...rooms, { name: 'bench', commands: [history], queries: [] }]) },
  );
  const watch = new Stopwatch(engine);
  const { db } = engine.store.writer;
  const place = async (kind: 'supplier' | 'customer') =>
    (await db.selectFrom('location').select('id').where('kind', '=', kind).executeTakeFirstOrThrow()).id;
  const own = await db.selectFrom('location').select(['id', 'warehouse_id']).where('code', '=', 'NORTH-STOCK').executeTakeFirstOrThrow();
  const places = { supplier: await place('supplier'), stock: own.id, customer: await place('customer') };
  const figures: Figure[] = [];
  for (const costing of ['fifo', 'average'] as const) {
    await watch.send('catalog.setCategory', { name: costing, costing });
    const item = await watch.send<{ itemId: string }>('catalog.createItem', { sku: costing, title: costing, category: costing });
    const { itemId } = item.output;
    setting.line(`  ${moves.toLocaleString('en')} moves of one article at ${costing} ...`);
    for (let from = 0; from < moves; from += BATCH)
      await watch.send('bench.history', { itemId, from, to: Math.min(moves, from + BATCH), ...places });
    await engine.store.writer.exec('analyze');
    for (const [what, part, wanted] of [
      ['1 % of them later', 0.99, 'engine < 500 ms'],
      ['all of them later', 0, ''],
    ] as const) {
      const before = await photograph(engine, setting.folder, `replay-${costing}-${part}`);
      const receipt = {
        warehouseId: own.warehouse_id,
        at: new Date(Date.parse(instant(Math.trunc(moves * part))) - 1000).toISOString(),
        lines: [{ itemId, qty: 1, unitCostMicros: 4_900_000 }],
      };
      const sample = await watch.send('inventory.receiveStock', receipt);
      const raw = writeRaw(before, await photograph(engine, setting.folder, `replay-${costing}-${part}-after`));
      figures.push({
        what: `receipt before others left, ${costing}, ${what}`,
        engine: timesOf(sample),
        raw: `${ms(raw.totalMs)}, ${raw.rows} rows`,
        ...(wanted === '' ? {} : { wanted }),
      });
    }
  }
  await engine.close();
  return figures;
}

const timesOf = ({ engineMs, commitMs }: Sample): string => `${ms(engineMs)} + commit ${ms(commitMs)}`;
