import { createHash } from 'node:crypto';
import type { ChannelRecord, RejectedRecord, RejectReason } from '../../domain/channels/port.ts';
import type { ColumnSpec, FileFormat } from './format.ts';
import type { Row } from './parse.ts';

/** All rows of one order number, in file order. At least one. */
export interface RowGroup {
  readonly externalId: string;
  readonly rows: readonly Row[];
}

/** What one partner means by the columns of a sound file. `F` names the fields of the contract. */
export interface OrderProfile<F extends string = string> {
  readonly name: string;
  readonly format: FileFormat;
  readonly columns: Readonly<Record<F, ColumnSpec>>;
  /** the field that holds the order number; must be required */
  readonly orderKey: F;
  /** Prepares reading a file whose header has the fields at these columns. The result is pure: rows in, record out. */
  reader(columns: Readonly<Record<F, number>>): (group: RowGroup) => ChannelRecord;
}

/** Rows of a rejected order that are kept as text for the person who corrects them. */
const MAX_RAW_ROWS = 200;

/** A refused order with its rows, ready to be shown and exported. */
export function rejected(reason: RejectReason, detail: string, group: RowGroup, amountMinor: number | null = null): RejectedRecord {
  return {
    type: 'rejected',
    externalId: group.externalId === '' ? null : group.externalId,
    reason,
    detail,
    rowNumbers: group.rows.map((row) => row.line),
    raw: group.rows.slice(0, MAX_RAW_ROWS).map((row) => row.cells),
    rawHash: createHash('sha256')
      .update(JSON.stringify(group.rows.map((row) => row.cells)))
      .digest('hex'),
    amountMinor,
  };
}
