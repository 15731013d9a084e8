import { createHash } from 'node:crypto';
import {
  BANK_FILE_BYTES,
  type CsvMapping,
  FILE_LINES_MAX,
  FILE_STATEMENTS_MAX,
  type ParsedStatement,
  type Statement,
  type StatementFormat,
} from '../../../preload/contract/banking-files.ts';
import { FileDefect } from '../file-defect.ts';
import { decodeText } from '../file-text.ts';
import { readCamt } from './camt.ts';
import { readCsv } from './csv.ts';
import { readMt940 } from './mt940.ts';
import { readOfx } from './ofx.ts';

export { FileDefect } from '../file-defect.ts';

/** What reading a file needs to know of the account it is for. */
export interface BankFileOptions {
  readonly currency: string;
  readonly mapping: CsvMapping | null;
}
export interface BankFile {
  readonly format: StatementFormat;
  readonly statements: readonly Statement[];
}

const HEAD = 4096;

/** What a file is, by what it begins with. */
export function formatOf(head: string): StatementFormat {
  if (/<OFX>|OFXHEADER/i.test(head)) return 'ofx';
  if (/^\s*<(\?xml|[A-Za-z:]*Document)/.test(head)) return 'camt053';
  if (/^\{1:|^:20:|\n:20:/.test(head)) return 'mt940';
  return 'csv';
}

/** XML says what it is written in; OFX in its header. */
function declared(head: string): 'utf-8' | 'windows-1252' | undefined {
  const said = /encoding="([^"]+)"|encoding='([^']+)'|^CHARSET:(\S+)/im.exec(head);
  const name = (said?.[1] ?? said?.[2] ?? said?.[3] ?? '').toLowerCase();
  if (/^(iso-8859-1|iso-8859-15|latin-?1|windows-1252|1252)$/.test(name)) return 'windows-1252';
  return name === 'utf-8' || name === 'utf8' ? 'utf-8' : undefined;
}

/**
 * Reads a statement file of a bank whole. Its format is told by its content; CSV by the mapping of the account. Throws a
 * `FileDefect` naming the line for anything that would need a guess; nothing is ever read in part.
 */
export function readBankFile(bytes: Uint8Array, options: BankFileOptions): BankFile {
  if (bytes.length === 0) throw new FileDefect(null, 'the file has no content');
  if (bytes.length > BANK_FILE_BYTES) throw new FileDefect(null, `the file is larger than ${BANK_FILE_BYTES / (1024 * 1024)} MiB`);
  const head = new TextDecoder('latin1')
    .decode(bytes.subarray(0, HEAD))
    .replaceAll('\0', '')
    .replace(/^\u00ef\u00bb\u00bf/, '');
  const format = formatOf(head);
  if (format === 'csv' && options.mapping === null)
    throw new FileDefect(null, 'neither CAMT.053, OFX nor MT940; for a CSV file say first how its columns read');
  const text = decodeText(bytes, format === 'csv' ? options.mapping?.encoding : declared(head)).replace(/^\ufeff/, '');
  const parsed = parsedIn(text, format, options);
  const lines = parsed.reduce((n, s) => n + s.lines.length, 0);
  if (parsed.length > FILE_STATEMENTS_MAX || lines > FILE_LINES_MAX)
    throw new FileDefect(
      null,
      `${parsed.length} statements with ${lines} lines; at most ${FILE_STATEMENTS_MAX} with ${FILE_LINES_MAX} are taken at once: ask the bank for a shorter time`,
    );
  return { format, statements: marked(parsed) };
}

function parsedIn(text: string, format: StatementFormat, { mapping, currency }: BankFileOptions): ParsedStatement[] {
  if (format === 'ofx') return readOfx(text);
  if (format === 'camt053') return readCamt(text);
  if (format === 'mt940') return readMt940(text);
  return mapping === null ? [] : [readCsv(text, mapping, currency)];
}

const hash = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** Gives each line what tells it from all others: what it says, and the how-manieth of its kind it is on its day. */
function marked(parsed: readonly ParsedStatement[]): Statement[] {
  const seen = new Map<string, number>();
  return parsed.map((statement) => {
    const lines = statement.lines.map((line) => {
      const { bookedOn, amount, name, label, reference, bankRef } = line;
      const base = JSON.stringify([bookedOn, amount, name, label, reference, bankRef]);
      const nth = (seen.get(base) ?? 0) + 1;
      seen.set(base, nth);
      return { ...line, fingerprint: hash([base, nth]) };
    });
    const { reference, accountNo, currency, opening, closing } = statement;
    const contentHash = hash([reference, opening, closing, lines.map((l) => l.fingerprint)]);
    return { reference, accountNo, currency, opening, closing, contentHash, lines };
  });
}
