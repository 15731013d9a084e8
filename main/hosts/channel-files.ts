import {
  type FileImported,
  type FilePreview,
  fileRejected,
  IMPORT_FILE,
  PREVIEW_FILE,
  PREVIEW_NAMES,
  zFileJob,
} from '../../preload/contract/channel-files.ts';
import { unknownChannel } from '../../preload/contract/channels.ts';
import { jobCancelled } from '../../preload/contract/engine-room.ts';
import { Refusal, refuse } from '../../preload/contract/refusal.ts';
import { csvConnector, ONLINE_RETAIL_FORMAT, onlineRetailIn } from '../connectors/csv/index.ts';
import type { ChannelRecord, FileConnector, FileSummary, OrderSource } from '../domain/channels/port.ts';
import type { JobContext, JobHandler } from '../engine/jobs/model.ts';
import type { RoomModule } from '../engine/registry.ts';
import { recordBatches, rowsOf } from './record-batches.ts';

interface Channel {
  readonly id: string;
  readonly zone: string;
  readonly currency: string;
}
interface Opened {
  readonly channel: Channel;
  readonly connector: FileConnector;
  readonly source: OrderSource;
  readonly summary: FileSummary;
}
type Recognised = { readonly known: readonly string[]; readonly unknownSkus: readonly string[] };

const DETAIL = 160;
const short = (text: string) => (text.length > DETAIL ? `${text.slice(0, DETAIL - 1)}\u2026` : text);

/** The uploaded file, read once from end to end in the zone and currency of its channel; refuses one that is damaged. */
async function opened(job: JobContext): Promise<Opened> {
  const { channelId, fileId } = zFileJob.parse(job.payload);
  const { rows } = await job.ask<{ rows: Channel[] }>('channels.listChannels', {});
  const channel = rows.find((c) => c.id === channelId);
  if (!channel) throw refuse(unknownChannel, { channelId });
  const { zone, currency } = channel;
  const connector = csvConnector(onlineRetailIn({ ...ONLINE_RETAIL_FORMAT, zone, currency }));
  const { facts, content } = await job.readFile(fileId);
  content.destroy();
  const source: OrderSource = {
    name: facts.name,
    async *open() {
      yield* (await job.readFile(fileId)).content as AsyncIterable<Uint8Array>;
    },
  };
  const summary = await connector.inspect(source);
  if (summary.type === 'file-rejected') throw refuse(fileRejected, { name: facts.name, line: summary.line, detail: summary.detail });
  return { channel, connector, source, summary };
}

/** Adds a batch to what the preview says. `skus`: those met that mean nothing here, with the goods they were sold as. */
function tally(said: FilePreview, batch: readonly ChannelRecord[], { known, unknownSkus }: Recognised, skus: Map<string, string>): void {
  const before = new Set(known);
  const unknown = new Set(unknownSkus);
  for (const record of batch) {
    if (record.externalId !== null && before.has(record.externalId)) {
      said.known += 1;
      continue;
    }
    if (record.type === 'rejected') {
      said.unreadable += 1;
      if (said.faults.length < PREVIEW_NAMES) said.faults.push({ key: record.externalId ?? '', detail: short(record.detail) });
      continue;
    }
    said[record.kind === 'sale' ? 'sales' : record.kind === 'cancellation' ? 'cancellations' : 'adjustments'] += 1;
    said.amount += record.totalMinor;
    if (said.from === null || record.placedOn < said.from) said.from = record.placedOn;
    if (said.to === null || record.placedOn > said.to) said.to = record.placedOn;
    for (const line of record.lines) if (unknown.has(line.sku)) skus.set(line.sku, skus.get(line.sku) ?? line.title ?? '');
  }
}

const previewJob: JobHandler = {
  kind: PREVIEW_FILE,
  summary: 'Reads an uploaded file of orders and says what importing it would bring',
  payload: zFileJob,
  async run(job): Promise<FilePreview> {
    const { channel, connector, source, summary } = await opened(job);
    const none = { sales: 0, cancellations: 0, adjustments: 0, unreadable: 0, known: 0, amount: 0, unknownSkus: 0 };
    const warnings = summary.warnings.slice(0, PREVIEW_NAMES).map(short);
    const said: FilePreview = { name: summary.name, rows: summary.rows, ...none, from: null, to: null, skus: [], faults: [], warnings };
    const skus = new Map<string, string>();
    let rows = 0;
    for await (const batch of recordBatches(connector.readOrders(source, summary))) {
      if (await job.cancelled()) throw refuse(jobCancelled, { jobId: job.jobId });
      const goods = batch.flatMap((r) =>
        r.type === 'order' ? r.lines.flatMap((l) => (/^(item|stock-)/.test(l.kind) ? [l.sku] : [])) : [],
      );
      const found = await job.ask<Recognised>('channels.recogniseRecords', {
        channelId: channel.id,
        externalIds: batch.flatMap((r) => (r.externalId === null ? [] : [r.externalId])),
        skus: [...new Set(goods)],
      });
      tally(said, batch, found, skus);
      rows += rowsOf(batch);
      await job.progress(rows, summary.rows, `${rows} of ${summary.rows} lines looked through`);
    }
    said.unknownSkus = skus.size;
    said.skus.push(...[...skus].slice(0, PREVIEW_NAMES).map(([key, title]) => ({ key, detail: short(title) })));
    return said;
  },
};

const importJob: JobHandler = {
  kind: IMPORT_FILE,
  summary: 'Imports an uploaded file of orders',
  payload: zFileJob,
  async run(job): Promise<FileImported> {
    const { channel, connector, source, summary } = await opened(job);
    const channelId = channel.id;
    const { name, sha256, rows: total } = summary;
    const runOf = { runId: job.jobId.replace(/^job/, 'run'), channelId, source: name, sourceHash: sha256 };
    const { runId } = await job.dispatch<{ runId: string }>('channels.openRun', runOf, 1);
    // A batch that was done before answers as it did then, so a job that starts again sends all of them.
    let sent = 1;
    let rows = 0;
    let unchanged = 0;
    try {
      for await (const records of recordBatches(connector.readOrders(source, summary))) {
        const taken = await job.dispatch<{ unchanged: number }>('channels.importBatch', { channelId, runId, records }, (sent += 1));
        unchanged += taken.unchanged;
        const externalIds = records.flatMap((r) => (r.type === 'order' ? [r.externalId] : []));
        if (externalIds.length > 0) await job.dispatch('channels.settleBatch', { channelId, externalIds }, (sent += 1));
        rows += rowsOf(records);
        await job.progress(rows, total, `${rows} of ${total} lines imported`);
      }
    } catch (error) {
      if (!(error instanceof Refusal && error.code === jobCancelled.code)) throw error;
      const message = `Stopped after ${rows} of ${total} lines; importing the file again goes on from there`;
      await job.dispatch('channels.finishRun', { runId, state: 'failed', message }, sent + 1, { last: true });
      throw error;
    }
    const done = await job.dispatch<{ records: number; imported: number; parked: number }>(
      'channels.finishRun',
      { runId, state: 'done' },
      sent + 1,
    );
    return { runId, ...done, unchanged };
  },
};

/** Reads what people upload for their channels: jobs, beside the rooms because they know connectors. */
export const channelFiles: RoomModule = { name: 'channel-files', commands: [], queries: [], jobs: [previewJob, importJob] };
