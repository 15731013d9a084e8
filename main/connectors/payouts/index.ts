import { createHash } from 'node:crypto';
import { BANK_FILE_BYTES } from '../../../preload/contract/banking-files.ts';
import {
  type ParsedSettlement,
  type PayoutProfile,
  SETTLEMENT_LINES_MAX,
  SETTLEMENTS_MAX,
  type Settlement,
} from '../../../preload/contract/banking-payouts.ts';
import { FileDefect } from '../file-defect.ts';
import { decodeText } from '../file-text.ts';
import { readAmazon } from './amazon.ts';
import { readCsvSettlements } from './csv.ts';
import { readPaypal } from './paypal.ts';
import { readStripe } from './stripe.ts';

export { FileDefect } from '../file-defect.ts';

/** How each kind of settlement file is read: text in, settlements in words no provider owns out. */
const READERS: Readonly<Record<PayoutProfile, (text: string) => ParsedSettlement[]>> = {
  csv: readCsvSettlements,
  stripe: readStripe,
  paypal: readPaypal,
  amazon: readAmazon,
};

/** Reads a settlement file whole. Throws a `FileDefect` naming the line for anything that would need a guess. */
export function readSettlements(bytes: Uint8Array, profile: PayoutProfile): Settlement[] {
  if (bytes.length === 0) throw new FileDefect(null, 'the file has no content');
  if (bytes.length > BANK_FILE_BYTES) throw new FileDefect(null, `the file is larger than ${BANK_FILE_BYTES / (1024 * 1024)} MiB`);
  const parsed = READERS[profile](decodeText(bytes));
  const lines = parsed.reduce((n, s) => n + s.lines.length, 0);
  if (lines === 0) throw new FileDefect(null, 'there is no line in it');
  if (parsed.length > SETTLEMENTS_MAX || lines > SETTLEMENT_LINES_MAX)
    throw new FileDefect(
      null,
      `${parsed.length} settlements with ${lines} lines; at most ${SETTLEMENTS_MAX} with ${SETTLEMENT_LINES_MAX} are taken at once`,
    );
  return parsed.map((s) => ({ ...s, contentHash: createHash('sha256').update(JSON.stringify(s)).digest('hex') }));
}
