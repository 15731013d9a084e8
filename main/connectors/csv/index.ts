import type { FileConnector } from '../../domain/channels/port.ts';
import { inspectFile } from './inspect.ts';
import type { OrderProfile } from './profile.ts';
import { ONLINE_RETAIL_FORMAT, onlineRetail, onlineRetailIn } from './profiles/online-retail.ts';
import { readOrders } from './read-orders.ts';
import { renderStockFile } from './stock-file.ts';

export { type DropFolder, deliverFile } from './drop-folder.ts';
export { fileSource, isTemporaryName, localFolder } from './files.ts';
export { DEFAULT_LIMITS, type FileFormat, PLAIN_NUMBERS } from './format.ts';
export type { OrderProfile } from './profile.ts';
export { ONLINE_RETAIL_FORMAT, onlineRetail, onlineRetailIn };

/** The CSV connector for one partner: the agreed format and meaning of its files come with the profile. */
export function csvConnector<F extends string>(profile: OrderProfile<F>): FileConnector {
  return {
    name: `csv:${profile.name}`,
    inspect: (source) => inspectFile(source, profile),
    readOrders: (source, summary) => readOrders(source, summary, profile),
    renderStockFile,
  };
}
