import type { ChannelRecord } from '../domain/channels/port.ts';

/** One commit per so many orders or lines, whichever comes first. */
const BATCH_RECORDS = 400;
const BATCH_LINES = 6000;

/** Records in batches of bounded size, always cut at the same places: a repeated run sends the same commands. */
export async function* recordBatches(records: AsyncIterable<ChannelRecord>, size: number = BATCH_RECORDS): AsyncGenerator<ChannelRecord[]> {
  let batch: ChannelRecord[] = [];
  let lines = 0;
  for await (const record of records) {
    batch.push(record);
    lines += record.rowNumbers.length;
    if (batch.length >= size || lines >= BATCH_LINES) {
      yield batch;
      batch = [];
      lines = 0;
    }
  }
  if (batch.length > 0) yield batch;
}

/** Rows of the source that a batch was made of. */
export const rowsOf = (batch: readonly ChannelRecord[]): number => batch.reduce((n, r) => n + r.rowNumbers.length, 0);
