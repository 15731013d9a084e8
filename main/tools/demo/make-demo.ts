import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileMissing } from '../../../preload/contract/company-file.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import { startOfDay } from '../../../preload/contract/values/day.ts';
import type { FileConnector, OrderSource } from '../../domain/channels/port.ts';
import { type Engine, SYSTEM } from '../../engine/engine.ts';
import { Workers } from '../../engine/jobs/workers.ts';
import { createInProcess, openInProcess } from '../../hosts/inprocess.ts';
import { recordBatches, rowsOf } from '../../hosts/record-batches.ts';
import { carriersOf } from '../../hosts/stock-files.ts';
import { type DemoPlan, planDemo } from '../demo-rules.ts';

const ZONE = 'Europe/London';
const ITEMS_PER_COMMAND = 2000;

export interface DemoOptions {
  readonly file: string;
  readonly source: OrderSource;
  readonly connector: FileConnector;
  readonly progress: (text: string) => void;
  /** Called after each batch is committed, with lines done; benchmarks look here. */
  readonly onBatch?: (done: { lines: number; batch: number }) => void;
  /** Called with the opened engine before anything is sent. */
  readonly onOpen?: (engine: Engine) => void;
  /** Records per batch, for small files. */
  readonly batchRecords?: number;
}

export interface Demo {
  readonly engine: Engine;
  readonly channelId: string;
  readonly plan: DemoPlan;
}

/**
 * Creates the demo company or continues it: every command has an id of its own made from what it does, so a run that was
 * killed at any moment and started again repeats nothing and loses nothing.
 */
export async function makeDemo(options: DemoOptions): Promise<Demo> {
  const { file, source, connector, progress } = options;
  const summary = await connector.inspect(source);
  if (summary.type === 'file-rejected') throw refuse(fileMissing, { file: `${summary.name}: ${summary.detail}` });
  progress(`${summary.name}: ${summary.rows.toLocaleString('en')} rows, ${summary.orders.toLocaleString('en')} orders, whole and readable`);
  const plan = await planDemo(connector.readOrders(source, summary));
  mkdirSync(dirname(file), { recursive: true });
  const engine = await openOrCreate(file);
  options.onOpen?.(engine);
  try {
    const send = async <T>(commandId: string, operation: string, input: unknown): Promise<T> =>
      (await engine.dispatch({ commandId: `demo.${commandId}`, operation, input, actor: SYSTEM, bulk: true })).output as T;
    const { channelId } = await send<{ channelId: string }>('channel', 'channels.createChannel', {
      code: 'WEB',
      name: 'Web shop',
      connector: connector.name,
      zone: ZONE,
      currency: 'GBP',
      payment: 'at-shipment',
    });
    await setLimits(send);
    await stockUp(engine, plan, send, progress);
    await importAll(options, summary, channelId, send);
    const pushed = await send<{ rows: number }>(`push.${summary.sha256}`, 'channels.pushStock', { channelId });
    const workers = new Workers(engine, { carriers: carriersOf({ file }) });
    // A run that was killed while it delivered left the delivery to nobody.
    await workers.recover();
    await workers.runDue();
    progress(`stock of ${pushed.rows.toLocaleString('en')} SKUs written for the channel to ${file}.outbox`);
    return { engine, channelId, plan };
  } catch (error) {
    await engine.close();
    throw error;
  }
}

async function openOrCreate(file: string): Promise<Engine> {
  if (existsSync(file)) return openInProcess({ file });
  return createInProcess(
    { file },
    {
      name: 'Giftware Demo Ltd',
      currency: 'GBP',
      zone: ZONE,
      country: 'GB',
      warehouses: [
        { code: 'NORTH', name: 'North', country: 'GB' },
        { code: 'SOUTH', name: 'South', country: 'GB' },
      ],
      // Orders of the past leave on their own date in the next commit: promising stock in between would be undone at once.
      policies: { allocateAt: 'manual' },
      owner: { login: 'owner', name: 'Demo owner' },
    },
  );
}

type Send = <T>(commandId: string, operation: string, input: unknown) => Promise<T>;

/** What needs a second person in this company, in pounds. The past that is imported meets none of it. */
const LIMITS = [
  {
    code: 'stock-differences',
    name: 'Stock differences above 250',
    operation: 'inventory.postCount',
    above: 25_000,
    approver: 'accounting.post',
  },
  {
    code: 'write-downs',
    name: 'Goods written down above 100',
    operation: 'inventory.writeDown',
    above: 10_000,
    approver: 'accounting.post',
  },
  { code: 'credit-notes', name: 'Credit notes above 100', operation: 'sales.creditNote', above: 10_000, approver: 'sales.credit' },
  { code: 'refunds', name: 'Refunds above 250', operation: 'accounting.recordRefund', above: 25_000, approver: 'accounting.pay' },
] as const;

async function setLimits(send: Send): Promise<void> {
  for (const limit of LIMITS)
    await send(`limit.${limit.code}`, 'company.setApprovalPolicy', { ...limit, measure: 'posted', approverKind: 'permission' });
}

/** Catalogue and opening stock, one opening per warehouse and command, dated the day before the first order. */
async function stockUp(engine: Engine, plan: DemoPlan, send: Send, progress: (text: string) => void): Promise<void> {
  for (let i = 0; i < plan.items.length; i += ITEMS_PER_COMMAND)
    await send(`items.${i}`, 'catalog.createItems', {
      items: plan.items
        .slice(i, i + ITEMS_PER_COMMAND)
        .map((d) => ({ sku: d.sku, title: d.title.slice(0, 200), priceMicros: d.priceMicros })),
    });
  progress(`${plan.items.length.toLocaleString('en')} SKUs in the catalogue`);
  const { db } = engine.store.writer;
  const ids = new Map((await db.selectFrom('item').select(['sku', 'id']).execute()).map((r) => [r.sku, r.id]));
  const warehouses = new Map((await db.selectFrom('warehouse').select(['code', 'id']).execute()).map((w) => [w.code, w.id]));
  for (const [index, code] of ['NORTH', 'SOUTH'].entries()) {
    const lines = plan.opening
      .filter((o) => o.warehouse === index)
      .map((o) => ({ itemId: ids.get(o.sku), qty: o.quantity, unitCostMicros: o.unitCostMicros }));
    for (let i = 0; i < lines.length; i += ITEMS_PER_COMMAND)
      await send(`opening.${code}.${i}`, 'inventory.postOpening', {
        warehouseId: warehouses.get(code),
        on: plan.openingOn,
        at: startOfDay(plan.openingOn, ZONE),
        lines: lines.slice(i, i + ITEMS_PER_COMMAND),
      });
  }
  await send('year', 'closing.openYear', { startsOn: `${plan.openingOn.slice(0, 4)}-01-01` });
  progress(`opening stock of ${plan.openingOn} received into two warehouses`);
}

async function importAll(
  options: DemoOptions,
  summary: Extract<Awaited<ReturnType<FileConnector['inspect']>>, { type: 'file' }>,
  channelId: string,
  send: Send,
): Promise<void> {
  const { connector, source, progress, onBatch } = options;
  const runId = `run_${summary.sha256.slice(0, 26)}`;
  await send(`run.${runId}`, 'channels.openRun', { runId, channelId, source: summary.name, sourceHash: summary.sha256 });
  let lines = 0;
  let batch = 0;
  for await (const records of recordBatches(connector.readOrders(source, summary), options.batchRecords)) {
    batch += 1;
    await send(`${runId}.${batch}.in`, 'channels.importBatch', { channelId, runId, records });
    const externalIds = records.flatMap((r) => (r.type === 'order' ? [r.externalId] : []));
    if (externalIds.length > 0) await send(`${runId}.${batch}.out`, 'channels.settleBatch', { channelId, externalIds });
    lines += rowsOf(records);
    progress(`${lines.toLocaleString('en')} of ${summary.rows.toLocaleString('en')} lines imported, shipped, invoiced and posted`);
    onBatch?.({ lines, batch });
  }
  await send(`${runId}.end`, 'channels.finishRun', { runId, state: 'done' });
}
