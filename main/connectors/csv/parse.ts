import { Buffer } from 'node:buffer';
import { finished } from 'node:stream/promises';
import { CsvError, Parser } from 'csv-parse';
import type { FileRejectReason } from '../../domain/channels/port.ts';
import { FileDefect, type FileFormat } from './format.ts';
import { detectDelimiter } from './header.ts';

/** One record: the line of the file it starts on (header = 1) and its cells as text, exactly as sent. */
export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Rows of about one chunk of input. The first row of the first batch is the header. */
export interface RowBatch {
  readonly delimiter: string;
  readonly rows: readonly Row[];
}

/** A header line longer than this is no header. */
const MAX_HEADER_BYTES = 65_536;
const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Splits checked UTF-8 into records as RFC 4180 has it: quotes doubled inside quotes, line breaks allowed inside them,
 * lines ended by CR, LF or CRLF in any mixture. Every record must have as many cells as the header. A defect names the
 * line: a stray or unclosed quote, a short or long row, an oversized cell, a last line that is cut off. Blank lines
 * are accepted at the very end only, where they cannot stand for lost data.
 */
export async function* parseRows(
  chunks: AsyncIterable<Buffer>,
  format: Pick<FileFormat, 'delimiter' | 'finalNewline' | 'limits'>,
): AsyncGenerator<RowBatch> {
  const input = chunks[Symbol.asyncIterator]();
  try {
    yield* parseInput(input, format);
  } finally {
    // Reached early when a defect is found or the reader stops: the file behind the chunks must be closed.
    await input.return?.();
  }
}

async function* parseInput(
  input: AsyncIterator<Buffer>,
  format: Pick<FileFormat, 'delimiter' | 'finalNewline' | 'limits'>,
): AsyncGenerator<RowBatch> {
  const head = await readHeaderLine(input);
  if (head.bytes.length === 0) throw new FileDefect('empty', null, 'the file has no content');
  const delimiter = format.delimiter ?? detectDelimiter(head.line);
  const rows = rowCollector(format.limits.maxFieldLength);
  const parser = new Parser({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: format.limits.maxRecordBytes,
    // Records are taken here, while they are parsed, and never queued in the stream: a write is then done when it
    // returns, and when the parser finds a defect the records before it are already counted.
    on_record: (record: string[]) => {
      rows.add(record);
      return null;
    },
  });
  // Errors are read from `errored`; without a listener Node would end the process.
  parser.on('error', () => undefined);
  parser.resume();

  let last = 0;
  for (let bytes: Buffer | null = head.bytes; bytes !== null; bytes = await nextChunk(input)) {
    last = bytes.at(-1) ?? last;
    parser.write(bytes);
    if (parser.errored) throw defectOf(parser.errored, rows.nextLine());
    const batch = rows.take();
    if (batch.length > 0) yield { delimiter, rows: batch };
  }
  parser.end();
  try {
    await finished(parser);
  } catch (error) {
    throw defectOf(error, rows.nextLine());
  }
  rows.end();
  if (format.finalNewline === 'required' && last !== LINE_FEED && last !== CARRIAGE_RETURN) {
    throw new FileDefect('truncated', rows.lastLine(), 'the last line has no line end: the file is cut off');
  }
  const batch = rows.take();
  if (batch.length > 0) yield { delimiter, rows: batch };
}

async function nextChunk(input: AsyncIterator<Buffer>): Promise<Buffer | null> {
  const next = await input.next();
  return next.done === true ? null : next.value;
}

async function readHeaderLine(input: AsyncIterator<Buffer>): Promise<{ bytes: Buffer; line: string }> {
  let bytes: Buffer = Buffer.alloc(0);
  for (;;) {
    const end = headerEnd(bytes);
    if (end >= 0) return { bytes, line: bytes.toString('utf8', 0, end) };
    if (bytes.length > MAX_HEADER_BYTES) {
      throw new FileDefect('row-too-large', 1, `the header line is longer than ${MAX_HEADER_BYTES} bytes`);
    }
    const next = await nextChunk(input);
    if (next === null) return { bytes, line: bytes.toString('utf8') };
    bytes = bytes.length === 0 ? next : Buffer.concat([bytes, next]);
  }
}

function headerEnd(bytes: Buffer): number {
  let quoted = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) quoted = !quoted;
    else if (!quoted && (byte === LINE_FEED || byte === CARRIAGE_RETURN)) return at;
  }
  return -1;
}

interface OddRow {
  readonly line: number;
  readonly cells: number;
  readonly blank: boolean;
}

/** Own line accounting, and the checks that need to see a record beside its neighbours. */
function rowCollector(maxFieldLength: number) {
  let next = 1;
  let last = 1;
  let width = 0;
  let rows: Row[] = [];
  // A row of another width. Whether it is a cut-off end, harmless blank lines or a defect inside depends on what follows.
  let odd: OddRow | null = null;
  return {
    /** line on which the next record starts */
    nextLine: () => next,
    /** line on which the last good record starts */
    lastLine: () => last,
    add(cells: readonly string[]): void {
      const line = next;
      next += 1 + measure(cells, line, maxFieldLength);
      const blank = cells.length === 1 && cells[0] === '';
      if (odd !== null) {
        if (odd.blank && blank) return;
        throw countDefect('field-count', odd, width);
      }
      if (width === 0 && !blank) width = cells.length;
      if (cells.length === width) {
        last = line;
        rows.push({ line, cells });
      } else {
        odd = { line, cells: cells.length, blank };
      }
    },
    /** Rows since the last call. */
    take(): Row[] {
      const taken = rows;
      rows = [];
      return taken;
    },
    end(): void {
      if (odd !== null && !odd.blank) throw countDefect('truncated', odd, width);
    },
  };
}

/** Number of line breaks inside the cells of one record; refuses an oversized cell. */
function measure(cells: readonly string[], line: number, maxLength: number): number {
  let breaks = 0;
  for (const [index, cell] of cells.entries()) {
    if (cell.length > maxLength) {
      const detail = `cell ${index + 1} has ${cell.length} characters, at most ${maxLength} are accepted`;
      throw new FileDefect('field-too-large', line, detail);
    }
    if (cell.includes('\n') || cell.includes('\r')) breaks += cell.split(/\r\n|\n|\r/).length - 1;
  }
  return breaks;
}

function countDefect(reason: 'field-count' | 'truncated', row: OddRow, width: number): FileDefect {
  if (row.blank) return new FileDefect(reason, row.line, 'a blank line stands between records');
  const where = reason === 'truncated' ? 'the last row' : 'a row';
  return new FileDefect(reason, row.line, `${where} has ${row.cells} cells where the header has ${width}`);
}

const FINDINGS: ReadonlyMap<string, readonly [reason: FileRejectReason, detail: string]> = new Map([
  ['CSV_QUOTE_NOT_CLOSED', ['quote-not-closed', 'a quote opened in this record is never closed']],
  ['CSV_MAX_RECORD_SIZE', ['row-too-large', 'the record is too long; a quote in it may never be closed']],
  ['INVALID_OPENING_QUOTE', ['bad-quote', 'a quote stands inside a cell that does not begin with one']],
  ['CSV_INVALID_CLOSING_QUOTE', ['bad-quote', 'a quote inside a quoted cell is not doubled']],
]);

/** Words for the parser's own findings. The line is ours: where the faulty record starts. */
function defectOf(error: unknown, line: number): unknown {
  if (!(error instanceof CsvError)) return error;
  const [reason, detail] = FINDINGS.get(error.code) ?? ['unreadable', error.message];
  return new FileDefect(reason, line, detail);
}
