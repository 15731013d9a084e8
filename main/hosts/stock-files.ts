import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CompanyLocation } from '../../db/open.ts';
import { STOCK_FILE, zStockFile } from '../../preload/contract/channels.ts';
import { csvConnector, deliverFile, localFolder, onlineRetail } from '../connectors/csv/index.ts';
import type { OutboxCarrier } from '../engine/outbox/model.ts';
import { Undeliverable } from '../engine/outbox/model.ts';
import { registry } from './inprocess.ts';

/**
 * Everybody who carries outbox items of a company: the rooms' own carriers, and the one that puts stock files into
 * `<company file>.outbox/<channel>/`, where a partner or a transfer program picks them up. The same item gives the same bytes
 * under the same name, so a repeated delivery is recognised. Companies on PostgreSQL have no folder of their own yet.
 */
export function carriersOf(location: CompanyLocation): ReadonlyMap<string, OutboxCarrier> {
  const connector = csvConnector(onlineRetail);
  const carrier: OutboxCarrier = {
    kind: STOCK_FILE,
    async deliver(item) {
      const parsed = zStockFile.safeParse(item.payload);
      if (!parsed.success) throw new Undeliverable('not a stock file');
      if (!('file' in location)) throw new Undeliverable('this company has no folder for files; it lives in PostgreSQL');
      const { channel, rows, sequence, asOf } = parsed.data;
      const folder = join(`${location.file}.outbox`, channel);
      mkdirSync(folder, { recursive: true });
      const file = connector.renderStockFile(rows, { sequence, asOf });
      return { name: file.name, sha256: file.sha256, rows: file.rows, outcome: await deliverFile(localFolder(folder), file) };
    },
  };
  return new Map([...registry.carriers, [carrier.kind, carrier]]);
}
