/** What went wrong in a database, in the same words for both. */
export interface DbFailure {
  readonly kind: 'constraint' | 'busy' | 'closed' | 'full' | 'corrupt' | 'interrupted' | 'io' | 'other';
  /** For a constraint: which sort of rule refused the row. `raised` is a trigger's own message. */
  readonly rule?: 'unique' | 'check' | 'foreignKey' | 'notNull' | 'type' | 'raised' | 'other';
  /** For a constraint: its name, its columns (`table.column, ...`) or the trigger's message. */
  readonly constraint?: string;
  readonly detail: string;
}

/** The transaction had failed at an earlier statement, so `commit` rolled it back: nothing was saved. */
export class TransactionAborted extends Error {
  constructor() {
    super('a statement of this transaction had failed: it was rolled back, nothing was saved');
    this.name = 'TransactionAborted';
  }
}

type Kinds = readonly (readonly [RegExp, DbFailure['kind']])[];

/** By SQLSTATE (PostgreSQL manual, appendix A) or the error code of the socket; the first match counts. */
const POSTGRES_KIND: Kinds = [
  [/^(23|P0001$)/, 'constraint'],
  [/^(40|55P03|57P03|53300)/, 'busy'],
  [/^(08|57P0|ECONN|EPIPE|ENOENT|ETIMEDOUT)/, 'closed'],
  [/^53/, 'full'],
  [/^57014/, 'interrupted'],
  [/^58030/, 'io'],
  [/^XX00[12]/, 'corrupt'],
];

/** By extended result code, which starts with the primary one. */
const SQLITE_KIND: Kinds = [
  [/^SQLITE_CONSTRAINT/, 'constraint'],
  [/^SQLITE_(BUSY|LOCKED)/, 'busy'],
  [/^SQLITE_FULL/, 'full'],
  [/^SQLITE_IOERR/, 'io'],
  [/^SQLITE_INTERRUPT/, 'interrupted'],
  [/^SQLITE_(CORRUPT|NOTADB)/, 'corrupt'],
];

const RULES: Readonly<Record<string, DbFailure['rule']>> = {
  SQLITE_CONSTRAINT_UNIQUE: 'unique',
  SQLITE_CONSTRAINT_PRIMARYKEY: 'unique',
  SQLITE_CONSTRAINT_ROWID: 'unique',
  SQLITE_CONSTRAINT_CHECK: 'check',
  SQLITE_CONSTRAINT_FOREIGNKEY: 'foreignKey',
  SQLITE_CONSTRAINT_NOTNULL: 'notNull',
  SQLITE_CONSTRAINT_DATATYPE: 'type',
  SQLITE_CONSTRAINT_TRIGGER: 'raised',
  '23505': 'unique',
  '23514': 'check',
  '23503': 'foreignKey',
  '23502': 'notNull',
  P0001: 'raised',
};

const CLOSED = /database connection is not open|Connection terminated|Client was closed|Client has encountered a connection error/;

const textOf = (error: Error, field: string): string | undefined => {
  const value: unknown = Object.getOwnPropertyDescriptor(error, field)?.value;
  return typeof value === 'string' ? value : undefined;
};

/** What kind of failure a driver's error is. Anything that is not a database's error is `other`. */
export function classifyDbError(error: unknown): DbFailure {
  if (!(error instanceof Error)) return { kind: 'other', detail: String(error) };
  const detail = error.message;
  const code = textOf(error, 'code') ?? '';
  if (CLOSED.test(detail)) return { kind: 'closed', detail };
  const kind = (code.startsWith('SQLITE_') ? SQLITE_KIND : POSTGRES_KIND).find(([pattern]) => pattern.test(code))?.[1] ?? 'other';
  if (kind !== 'constraint') return { kind, detail };
  const named = textOf(error, 'constraint');
  // A trigger of ours raises with the SQLSTATE of a check but has no constraint to name.
  const rule = code === '23514' && named === undefined ? 'raised' : (RULES[code] ?? 'other');
  return { kind, rule, detail, constraint: constraintOf(error, rule, named, detail) };
}

/** Columns of a unique or not-null rule as `table.column`, as SQLite words them; else the name, else the message. */
function constraintOf(error: Error, rule: DbFailure['rule'], named: string | undefined, detail: string): string {
  const table = textOf(error, 'table');
  const column = textOf(error, 'column');
  if (rule === 'notNull' && table !== undefined && column !== undefined) return `${table}.${column}`;
  const columns = /^Key \((.*?)\)=/.exec(textOf(error, 'detail') ?? '')?.[1];
  if (rule === 'unique' && table !== undefined && columns !== undefined)
    return columns
      .split(', ')
      .map((c) => `${table}.${c}`)
      .join(', ');
  return named ?? detail.replace(/^[A-Z ]+constraint failed: /, '');
}
