import type { FileFormat } from '../../../../main/connectors/csv/index.ts';
import { csvConnector, ONLINE_RETAIL_FORMAT, onlineRetailIn } from '../../../../main/connectors/csv/index.ts';
import type { ChannelOrder, ChannelRecord, FileRejection, OrderSource, RejectedRecord } from '../../../../main/domain/channels/port.ts';

export const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';

/** A row of the data set with everything but what the test is about left ordinary. */
export function row(
  part: Partial<Record<'order' | 'sku' | 'title' | 'quantity' | 'date' | 'price' | 'customer' | 'country', string>> = {},
): string {
  const { order = '536365', sku = '85123A', title = 'WHITE HEART', quantity = '6', date = '2010-12-01 08:26:00' } = part;
  const { price = '2.55', customer = '17850.0', country = 'United Kingdom' } = part;
  return [order, sku, title, quantity, date, price, customer, country].join(',');
}

/** A file of the given lines, each ended by LF. */
export function file(...lines: string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** Content as a source, handed over in pieces of `chunk` bytes. */
export function source(content: string | Uint8Array, chunk = 65_536): OrderSource {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    name: 'test.csv',
    async *open() {
      for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
    },
  };
}

export interface ReadFile {
  readonly encoding: string;
  readonly delimiter: string;
  readonly rows: number;
  readonly warnings: readonly string[];
  readonly records: readonly ChannelRecord[];
}

/** Inspects and reads a file, or gives back why it was refused. */
export async function read(from: OrderSource, format: Partial<FileFormat> = {}): Promise<ReadFile | FileRejection> {
  const connector = csvConnector(onlineRetailIn({ ...ONLINE_RETAIL_FORMAT, ...format }));
  const summary = await connector.inspect(from);
  if (summary.type === 'file-rejected') return summary;
  const records: ChannelRecord[] = [];
  for await (const record of connector.readOrders(from, summary)) records.push(record);
  return { ...summary, records };
}

/** The records of a file that must be accepted. */
export async function accepted(from: OrderSource, format: Partial<FileFormat> = {}): Promise<ReadFile> {
  const result = await read(from, format);
  if ('type' in result && result.type === 'file-rejected') throw new Error(`refused: ${result.reason} ${result.detail}`);
  return result as ReadFile;
}

/** Reason and line of a file that must be refused. */
export async function refusal(from: OrderSource, format: Partial<FileFormat> = {}): Promise<{ reason: string; line: number | null }> {
  const result = await read(from, format);
  if ('records' in result) throw new Error('the file was accepted');
  return { reason: result.reason, line: result.line };
}

export function orders(result: ReadFile): ChannelOrder[] {
  return result.records.filter((record) => record.type === 'order');
}

export function refused(result: ReadFile): RejectedRecord[] {
  return result.records.filter((record) => record.type === 'rejected');
}
