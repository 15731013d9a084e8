import { createHash } from 'node:crypto';
import type { ChannelRecord, FileSummary, OrderSource } from '../../domain/channels/port.ts';
import { decode } from './decode.ts';
import type { FileLimits } from './format.ts';
import { matchHeader } from './header.ts';
import { type Meter, metered } from './inspect.ts';
import { parseRows, type Row } from './parse.ts';
import { type OrderProfile, type RowGroup, rejected } from './profile.ts';

/**
 * Second reading of an inspected file: rows become orders. One order is in memory at a time, plus those whose rows do
 * not stand together, which `inspectFile` counted and whose last row it noted; they come out at that row. Throws when the
 * bytes are not those inspected: the caller has to work on its own copy.
 */
export async function* readOrders(source: OrderSource, summary: FileSummary, profile: OrderProfile): AsyncGenerator<ChannelRecord> {
  const { format } = profile;
  const meter: Meter = { bytes: 0, hash: createHash('sha256') };
  const assumed = summary.encoding === format.legacyEncoding ? format.legacyEncoding : 'utf-8';
  const decoded = await decode(metered(source, meter, format.limits.maxBytes), assumed);
  const groups = grouper(summary.splitOrders, format.limits);
  let toRecord: ((group: RowGroup) => ChannelRecord) | null = null;
  let keyColumn = -1;
  for await (const batch of parseRows(decoded.chunks, format)) {
    for (const row of batch.rows) {
      if (toRecord === null) {
        const { columns } = matchHeader(row.cells, profile.columns);
        keyColumn = columns[profile.orderKey] ?? -1;
        toRecord = profile.reader(columns);
        continue;
      }
      for (const group of groups.add((row.cells[keyColumn] ?? '').trim(), row)) yield judge(group, toRecord);
    }
  }
  if (meter.hash.digest('hex') !== summary.sha256) {
    throw new Error(`${source.name} changed between inspection and reading`);
  }
  const rest = groups.end();
  if (toRecord !== null) for (const group of rest) yield judge(group, toRecord);
}

interface Gathered extends RowGroup {
  readonly tooMany: boolean;
}

function judge(group: Gathered, toRecord: (group: RowGroup) => ChannelRecord): ChannelRecord {
  if (group.externalId === '') return rejected('missing-order-number', 'the row has no order number', group);
  if (group.tooMany) return rejected('too-many-lines', `more lines than one order may have (${group.rows.length} kept)`, group);
  return toRecord(group);
}

interface Open {
  readonly rows: Row[];
  tooMany: boolean;
}

/** Gathers rows into orders: neighbours of the same number, and split orders until their last row. */
function grouper(splitOrders: ReadonlyMap<string, number>, limits: FileLimits) {
  const held = new Map<string, Open>();
  let heldRows = 0;
  let key = '';
  let open: Open = { rows: [], tooMany: false };

  function put(to: Open, row: Row, room: boolean): void {
    if (room && to.rows.length < limits.maxLinesPerOrder) to.rows.push(row);
    else to.tooMany = true;
  }

  function flush(): Gathered[] {
    if (open.rows.length === 0) return [];
    const group = { externalId: key, ...open };
    open = { rows: [], tooMany: false };
    return [group];
  }

  function hold(externalId: string, row: Row, lastLine: number): Gathered[] {
    const entry = held.get(externalId) ?? { rows: [], tooMany: false };
    held.set(externalId, entry);
    const before = entry.rows.length;
    put(entry, row, heldRows < limits.maxHeldRows);
    heldRows += entry.rows.length - before;
    if (row.line < lastLine) return [];
    held.delete(externalId);
    heldRows -= entry.rows.length;
    return [{ externalId, ...entry }];
  }

  return {
    /** Takes a row in; returns the orders that are complete because of it. */
    add(externalId: string, row: Row): Gathered[] {
      const lastLine = splitOrders.get(externalId);
      // Rows without a number never belong together.
      const done = externalId !== key || externalId === '' ? flush() : [];
      key = externalId;
      if (lastLine !== undefined) return [...done, ...hold(externalId, row, lastLine)];
      put(open, row, true);
      return done;
    },
    end: flush,
  };
}
