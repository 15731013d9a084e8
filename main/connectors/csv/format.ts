import type { FileRejectReason } from '../../domain/channels/port.ts';

/** Encodings a partner may agree on besides UTF-8 and marked UTF-16. Never guessed: the contract names it or it is refused. */
export type LegacyEncoding = 'windows-1252' | 'iso-8859-1' | 'iso-8859-15';

/** How a partner writes numbers. Ambiguous forms (`1.234`) are read by this alone, never cell by cell. */
export interface NumberFormat {
  readonly decimal: '.' | ',';
  /** '' = thousands are not separated; a separator that appears must then group exactly three digits */
  readonly thousands: '' | '.' | ',' | ' ' | "'";
  /** besides a leading minus: `5.00-` and `(5.00)` */
  readonly trailingMinus: boolean;
  readonly parentheses: boolean;
  /** symbols that may stand before or after the digits and are ignored */
  readonly currencySymbols: readonly string[];
}

export interface FileLimits {
  readonly maxBytes: number;
  readonly maxRows: number;
  /** characters of one cell */
  readonly maxFieldLength: number;
  /** bytes of one record, quotes included: bounds what an unclosed quote can swallow */
  readonly maxRecordBytes: number;
  readonly maxLinesPerOrder: number;
  /** orders whose rows do not stand together; more than that and the file is not ordered at all */
  readonly maxSplitOrders: number;
  /** rows of such orders kept in memory at one time */
  readonly maxHeldRows: number;
}

/** A column of the contract and the header names it goes by, compared trimmed and without case. */
export interface ColumnSpec {
  readonly names: readonly string[];
  readonly required: boolean;
}

/** What was agreed with the partner about a file: everything needed to read it without guessing. */
export interface FileFormat {
  readonly legacyEncoding: LegacyEncoding | null;
  /** null = the one of , ; tab | that the header line uses */
  readonly delimiter: ',' | ';' | '\t' | '|' | null;
  /** 'required': a last line without line end counts as cut off */
  readonly finalNewline: 'required' | 'optional';
  readonly numbers: NumberFormat;
  /** tokens yyyy MM dd HH mm ss, anything else literal: `dd/MM/yyyy HH:mm` */
  readonly datePattern: string;
  /** IANA zone the dates are written in */
  readonly zone: string;
  /** currency of every amount, because the file does not say */
  readonly currency: string;
  readonly limits: FileLimits;
}

/** 2 GB, 10 million rows, 1 MB a field: limits of the house for any file drop. */
export const DEFAULT_LIMITS: FileLimits = {
  maxBytes: 2_000_000_000,
  maxRows: 10_000_000,
  maxFieldLength: 1_000_000,
  maxRecordBytes: 4_000_000,
  maxLinesPerOrder: 20_000,
  maxSplitOrders: 10_000,
  maxHeldRows: 200_000,
};

/** Plain `1234.56`, leading minus only. */
export const PLAIN_NUMBERS: NumberFormat = {
  decimal: '.',
  thousands: '',
  trailingMinus: false,
  parentheses: false,
  currencySymbols: [],
};

/** The file as a whole cannot be trusted. Caught inside the connector and handed on as a `FileRejection`. */
export class FileDefect extends Error {
  readonly reason: FileRejectReason;
  /** line of the file, header = 1 */
  readonly line: number | null;
  constructor(reason: FileRejectReason, line: number | null, detail: string) {
    super(detail);
    this.name = 'FileDefect';
    this.reason = reason;
    this.line = line;
  }
}
