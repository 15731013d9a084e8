import { taskDone, tooMany, wrongLot, wrongPlace, wrongProduct, wrongTote } from '../../../../preload/contract/fulfillment-picking.ts';
import { type Refusal, refuse } from '../../../../preload/contract/refusal.ts';
import { toMillis } from '../../../../preload/contract/values/instant.ts';
import type { CommandContext } from '../../../engine/context.ts';
import type { Task } from './load.ts';

/** What a task waits for. */
export type Expects = 'place' | 'lot' | 'product' | 'tote' | 'done';

type Standing = Pick<Task, 'atPlace' | 'counted' | 'qty' | 'method' | 'state' | 'lotId' | 'lotScanned'>;

export function expects(task: Standing): Expects {
  if (task.state !== 'open') return 'done';
  if (task.atPlace === 0) return 'place';
  if (task.lotId !== null && task.lotScanned !== 1 && task.counted < task.qty) return 'lot';
  if (task.counted < task.qty) return 'product';
  return task.method === 'cluster' ? 'tote' : 'done';
}

/** A number of units typed instead of scanned: short, so that no barcode passes for one. */
const TYPED_QTY = /^\d{1,4}$/;

/** Units a product scan stands for: of an item code, or typed after the product was scanned once, then in all. */
export type Read = { readonly itemId: string; readonly sku: string; readonly count: number; readonly lot?: string | undefined };

/** Where a scan brings a task to. */
export type Scanned = Pick<Task, 'atPlace' | 'counted' | 'lotScanned'>;

/** Whether a code is a typed quantity: only once the product was scanned, and unless it is the SKU itself. */
export const isTypedQty = (task: Pick<Task, 'counted' | 'sku'>, code: string): boolean =>
  task.counted > 0 && TYPED_QTY.test(code) && code !== task.sku;

/**
 * What a scan makes of a task: it stands at its place, the lot is right, it has counted more, or the tote is right. Refuses what does not fit, and a
 * task that is over. `read` is what a product code names.
 */
export function decideScan(task: Task, code: string, read: Read | undefined): Scanned | Refusal {
  const { sku, place, qty, counted, lotScanned } = task;
  const lot = task.lot ?? '';
  switch (expects(task)) {
    case 'place':
      return same(code, place) ? { atPlace: 1, counted, lotScanned } : refuse(wrongPlace, { scanned: code, place, sku });
    case 'lot': {
      // The code of the lot alone, or one that holds the product as well. A serial number is the unit itself.
      if (read && read.itemId !== task.itemId) return refuse(wrongProduct, { scanned: read.sku, sku, place });
      if (!same(read?.lot ?? code, lot)) return refuse(wrongLot, { scanned: read?.lot ?? (read ? '' : code), lot, sku, place });
      const total = counted + (read?.count ?? (task.serial === 1 ? 1 : 0));
      return total > qty ? refuse(tooMany, { sku, counted: total, of: qty }) : { atPlace: 1, counted: total, lotScanned: 1 };
    }
    case 'product': {
      const total = isTypedQty(task, code) ? Number(code) : counted + (read?.count ?? 0);
      if (!isTypedQty(task, code) && read?.itemId !== task.itemId) return refuse(wrongProduct, { scanned: read?.sku ?? code, sku, place });
      if (task.lotId !== null && read?.lot !== undefined && !same(read.lot, lot))
        return refuse(wrongLot, { scanned: read.lot, lot, sku, place });
      if (total > qty) return refuse(tooMany, { sku, counted: total, of: qty });
      return { atPlace: 1, counted: total, lotScanned };
    }
    case 'tote':
      return same(code, task.tote ?? '')
        ? { atPlace: 1, counted, lotScanned }
        : refuse(wrongTote, { scanned: code, tote: task.tote ?? '', orderNumber: task.orderNumber });
    case 'done':
      return refuse(taskDone, { sku, state: task.state });
  }
}

/** Codes of places and totes are read without regard to the case of letters: some readers change it. */
export const same = (scanned: string, code: string): boolean => scanned.trim().toUpperCase() === code.toUpperCase();

interface Scan {
  readonly bench: 'pick' | 'pack' | 'ship' | 'put-back';
  readonly subjectId: string;
  readonly taskId: number | null;
  readonly expects: string;
  readonly code: string;
  readonly readAt?: string | undefined;
}

/** Milliseconds from the reader to here; a device whose clock is ahead waited none. */
const waited = (ctx: CommandContext, readAt: string | undefined): number =>
  readAt === undefined ? 0 : Math.max(0, toMillis(ctx.clock.now()) - toMillis(readAt));

/** Keeps a scan that was taken. */
export async function keepScan(ctx: CommandContext, scan: Scan, outcome: 'right' | 'overridden', units: number): Promise<void> {
  await ctx.append('scan_event', [
    {
      id: ctx.nextId('scan_event'),
      bench: scan.bench,
      subject_id: scan.subjectId,
      task_id: scan.taskId,
      expects: scan.expects,
      code: scan.code,
      outcome,
      units,
      at: ctx.now,
      latency_ms: waited(ctx, scan.readAt),
    },
  ]);
}

/** Remembers a wrong scan, which the refusal takes back, and hands the refusal on. */
export function wrongScan(ctx: CommandContext, scan: Scan, refusal: Refusal): Refusal {
  const { bench, subjectId, taskId, code, expects: due, readAt } = scan;
  const detail = { bench, taskId, code, expects: due, refusal: refusal.code, latencyMs: waited(ctx, readAt) };
  ctx.note({ kind: 'wrong-scan', subject: subjectId, detail });
  return refusal;
}
