import { csvConnector, onlineRetail } from '../../connectors/csv/index.ts';
import type { ChannelRecord, OrderSource } from '../../domain/channels/port.ts';
import { equal } from './commands.ts';
import type { SkuMeaning } from './file-books.ts';
import { carryOut, noteOrder } from './file-effects.ts';
import type { PartnerFile } from './partner.ts';
import type { SimShop } from './shop.ts';

/** Orders that come in files, read by the real connector and taken in batch by batch; what a person decides about them. */

const BATCH = 3;
const PERIOD_LOCKED = 'accounting.periodLocked';
const RUN_ID_CHARS = 26;
const PAGE = 500;
const connector = csvConnector(onlineRetail);

const sourceOf = (file: PartnerFile): OrderSource => ({
  name: file.name,
  async *open() {
    yield new TextEncoder().encode(file.text);
  },
});

/** The records of a file as the connector reads them, and the hash the company knows it by. */
async function read(file: PartnerFile): Promise<{ records: ChannelRecord[]; sha256: string }> {
  const summary = await connector.inspect(sourceOf(file));
  if (summary.type === 'file-rejected') throw new Error(`${file.name} was rejected: ${summary.detail}`);
  const records: ChannelRecord[] = [];
  for await (const record of connector.readOrders(sourceOf(file), summary)) records.push(record);
  return { records, sha256: summary.sha256 };
}

/** A file arrives, or one that was cut short is read from its beginning again: what is known already must not come in twice. */
export async function importFile(shop: SimShop): Promise<void> {
  const { chance, sender, auditor } = shop;
  const file = (chance.percent(50) ? chance.oneOf(shop.unfinished) : undefined) ?? shop.partner.write();
  const { records, sha256 } = await read(file);
  const { channelId } = file;
  const wanted = `run_${sha256.slice(0, RUN_ID_CHARS)}`;
  const run = await sender.send<{ runId: string; state: string }>('channels.openRun', {
    runId: wanted,
    channelId,
    source: file.name,
    sourceHash: sha256,
  });
  if (!run.ok) return;
  const { runId, state } = run.output;
  const finished = shop.finished.has(sha256);
  if ((state === 'done') !== finished)
    sender.differences.push(`${file.name}: the run is ${state}, for the auditor it is ${finished ? 'done' : 'not done'}`);
  if (finished) return sender.count('file known already');
  if (!shop.unfinished.includes(file)) shop.unfinished.push(file);
  for (let i = 0; i < records.length; i += BATCH) {
    if (i > 0 && chance.percent(15)) return sender.count('file cut short');
    const batch = records.slice(i, i + BATCH);
    const taken = await sender.send<Record<string, number>>('channels.importBatch', { channelId, runId, records: batch });
    if (!taken.ok) return keptOut(shop, file.name, channelId, taken.code);
    const written = file.records.slice(i, i + BATCH);
    const { counts, fresh } = auditor.files.takeIn(channelId, written);
    for (const [name, count] of Object.entries(counts))
      if (taken.output[name] !== count) sender.differences.push(`${file.name}: ${name} is ${taken.output[name]}, for the auditor ${count}`);
    for (const entry of fresh) await noteOrder(shop, entry);
    await carryOut(
      shop,
      channelId,
      written.filter((w) => w.kind !== 'unreadable').map((w) => w.externalId),
    );
  }
  const done = await sender.send('channels.finishRun', { runId, state: 'done' });
  if (!done.ok) return;
  shop.finished.add(sha256);
  shop.unfinished.splice(shop.unfinished.indexOf(file), 1);
}

/** Only a closed day may keep records out: money a channel took before shipment is posted on the day of its order. */
function keptOut({ auditor, sender, channels }: SimShop, what: string, channelId: string, code: string): void {
  const early = channels.some((c) => c.id === channelId && c.payment === 'before-shipment');
  if (code !== PERIOD_LOCKED || !early || auditor.locks.size === 0) sender.differences.push(`${what} was kept out with ${code}`);
  sender.count('file kept out by a lock');
}

/** A person says what an unknown SKU means: an article, or a charge. What waited for it comes in and is carried out. */
export async function mapSkus(shop: SimShop): Promise<void> {
  const { chance, sender, auditor, articles } = shop;
  const channelId = chance.oneOf(shop.channels)?.id ?? '';
  const sku = chance.oneOf(auditor.files.unknownSkus(channelId));
  if (sku === undefined) return;
  const article = chance.oneOf(articles);
  const meaning: SkuMeaning = chance.percent(75) ? { itemId: article?.id ?? '' } : { role: 'shipping-revenue' };
  const lines = [{ sku, ...('itemId' in meaning ? { item: article?.sku } : { charge: meaning.role }) }];
  const outcome = await sender.send<{ imported: number; unresolved: number }>('channels.mapSkus', { channelId, lines });
  if (!outcome.ok) return keptOut(shop, `SKU ${sku}`, channelId, outcome.code);
  const { ready, waiting } = auditor.files.mapped(channelId, sku, meaning);
  if (outcome.output.imported !== ready.length || outcome.output.unresolved !== waiting)
    sender.differences.push(
      `SKU ${sku}: company took in ${outcome.output.imported} and left ${outcome.output.unresolved}, auditor ${ready.length} and ${waiting}`,
    );
  for (const entry of ready) await noteOrder(shop, entry);
  await carryOut(
    shop,
    channelId,
    ready.map((e) => e.written.externalId),
  );
}

/** What came in and waited for a day to be opened again, or for the program to be started again. */
export async function carryOutLate(shop: SimShop): Promise<void> {
  const channelId = shop.chance.oneOf(shop.channels)?.id ?? '';
  const due = shop.auditor.files.entriesOf(channelId).filter((e) => e.state === 'imported' && !e.settled);
  await carryOut(
    shop,
    channelId,
    due.slice(0, BATCH).map((e) => e.written.externalId),
  );
}

/** A person has looked at an exception; unknown SKUs are healed by mapping them. */
export async function closeException(shop: SimShop): Promise<void> {
  const { chance, sender, auditor } = shop;
  const { rows } = await sender.ask<{ rows: { id: number; kind: string; subject: string }[] }>('channels.listExceptions', {
    filter: equal({ state: 'open' }),
    limit: PAGE,
  });
  const row = chance.oneOf(rows.filter((r) => r.kind !== 'unknown-sku').toSorted((a, b) => a.id - b.id));
  if (!row) return;
  const outcome = await sender.send('channels.closeException', { exceptionId: row.id, resolution: 'Asked the partner' });
  if (outcome.ok) auditor.files.exceptions.delete(`${row.kind}|${row.subject}`);
}
