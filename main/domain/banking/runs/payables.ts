import { type RawBuilder, sql } from 'kysely';
import type { Connection } from '../../../../db/dialect/portable.ts';
import type { DB } from '../../../../db/schema/index.ts';
import { type NotPayable, type PaymentFormat, type Proposed, RUN_LINES_MAX } from '../../../../preload/contract/banking-runs.ts';
import { inSepa, masked } from '../../../../preload/contract/values/bank.ts';
import { mulDiv } from '../../../../preload/contract/values/int.ts';

/** What a run of a kind of file could pay on a day. */
export interface Asked {
  readonly format: PaymentFormat;
  readonly payOn: string;
  /** of bills in instalments, what falls due by this day is paid; what is due later stays open */
  readonly through: string;
  /** currency of the run and of the books */
  readonly home: string;
}
/** A bill or credit with the account it would be paid to. */
export type Payable = Proposed & { readonly accountId: string | null };

interface Common {
  id: string;
  number: string;
  reference: string;
  partyId: string;
  partyName: string;
  open: number;
  currency: string;
  accountId: string | null;
  accountKind: string | null;
  accountNumber: string | null;
  dispute: string | null;
  run: string | null;
}
interface BillRow extends Common {
  dueOn: string;
  total: number;
  /** falls due after the day asked for */
  later: number;
  discount: number | null;
  untilOn: string | null;
  missing: number;
}
interface CreditRow extends Common {
  dueOn: string;
}

/** Open items of suppliers with who they are paid to and what stands against it. Only what is open is walked. */
const ITEMS = sql`account_role as r
  join open_item as o on o.account_id = r.account_id and o.residual <> 0`;
const AROUND = sql`
  left join party_bank_account as a on a.party_id = d.party_id and a.ended_at is null
  left join payable_hold as h on h.item_key = d.id and h.kind = 'dispute'
  left join payable_hold as u on u.item_key = d.id and u.kind = 'payment-run'
  left join payment_run as n on n.id = u.source_id`;
const COLUMNS = sql`d.id, d.number, d.reference, d.party_id as ${sql.id('partyId')}, p.name as ${sql.id('partyName')}, o.currency,
  a.id as ${sql.id('accountId')}, a.kind as ${sql.id('accountKind')}, a.number as ${sql.id('accountNumber')}, h.reason as dispute, n.number as run`;

/** Instalments of a bill that meet a condition: what of them is asked for, or nothing. */
const ofInstalments = (what: RawBuilder<unknown>, which: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`(select ${what} from item_instalment as n where n.account_id = o.account_id and n.item_key = o.item_key and ${which})`;
/** What of a bill falls due after a day; nothing where it does not fall due in parts, or none of them has come yet. */
const dueAfter = (through: string): RawBuilder<number> =>
  sql<number>`coalesce(${ofInstalments(sql`min(-n.later)`, sql`n.due_on <= ${through}`)}, 0)`;

async function bills(tx: Connection<DB>, through: string, where: RawBuilder<boolean>): Promise<BillRow[]> {
  const nextDue = ofInstalments(sql`min(n.due_on)`, sql`o.residual < n.later`);
  const { rows } = await sql<BillRow>`
    select ${COLUMNS}, coalesce(${nextDue}, d.due_on, d.billed_on) as ${sql.id('dueOn')}, cast(-o.residual as bigint) as open, d.total,
           cast(${dueAfter(through)} as bigint) as later,
           e.amount as discount, e.until_on as ${sql.id('untilOn')},
           cast(case when exists (select 1 from supplier_bill_line as l join purchase_order_line as g on g.id = l.order_line_id
                                   where l.bill_id = d.id and g.qty_billed > g.qty_received) then 1 else 0 end as bigint) as missing
      from ${ITEMS} join supplier_bill as d on d.id = o.item_key join party as p on p.id = d.party_id
      left join item_discount as e on e.item_key = d.id ${AROUND}
     where r.role = 'payable' and o.residual < 0 and ${where}
     order by coalesce(d.due_on, d.billed_on), d.id limit ${RUN_LINES_MAX + 1}`.execute(tx.db);
  return rows;
}

async function credits(tx: Connection<DB>, where: RawBuilder<boolean>): Promise<CreditRow[]> {
  const { rows } = await sql<CreditRow>`
    select ${COLUMNS}, d.credited_on as ${sql.id('dueOn')}, cast(-o.residual as bigint) as open
      from ${ITEMS} join supplier_credit as d on d.id = o.item_key join party as p on p.id = d.party_id ${AROUND}
     where r.role = 'payable' and o.residual > 0 and ${where}
     order by d.credited_on, d.id limit ${RUN_LINES_MAX}`.execute(tx.db);
  return rows;
}

/** Whether a file of a format can carry money to an account. */
const reaches = (format: PaymentFormat, kind: string | null, number: string | null): boolean =>
  format === 'list' || (format === 'sepa' ? kind === 'iban' && inSepa(number ?? '') : kind === 'aba');

function problemOf(row: Common, missing: boolean, { format, home }: Asked): { problem: NotPayable | null; detail: string } {
  if (row.currency !== home) return { problem: 'other-currency', detail: row.currency };
  if (row.dispute !== null) return { problem: 'dispute', detail: row.dispute };
  if (row.run !== null) return { problem: 'payment-run', detail: row.run };
  if (missing) return { problem: 'not-received', detail: '' };
  if (row.accountId === null) return { problem: 'no-account', detail: row.partyName };
  return { problem: reaches(format, row.accountKind, row.accountNumber) ? null : 'other-file', detail: '' };
}

const common = (row: Common) => ({
  id: row.id,
  number: row.number,
  reference: row.reference,
  partyId: row.partyId,
  partyName: row.partyName,
  open: row.open,
  accountId: row.accountId,
  account: row.accountNumber === null ? null : masked(row.accountNumber),
});

function billOf(row: BillRow, asked: Asked): Payable {
  const stands = row.untilOn !== null && row.untilOn >= asked.payOn && row.currency === asked.home;
  // A bill whose discount ends by then is paid whole, for what is left of it would lose its share.
  const whole = stands && row.untilOn !== null && row.untilOn <= asked.through;
  const open = whole ? row.open : row.open - Math.min(row.later, row.open);
  // Of a bill that is paid in part, the part brings its share.
  const discount = stands ? mulDiv(row.discount ?? 0, open, row.total) : 0;
  const why = problemOf(row, row.missing === 1, asked);
  return { ...common(row), kind: 'bill', dueOn: row.dueOn, open, discount, discountUntil: row.untilOn, pay: open - discount, ...why };
}

const creditOf = (row: CreditRow, asked: Asked): Payable => ({
  ...common(row),
  kind: 'credit',
  dueOn: row.dueOn,
  discount: 0,
  discountUntil: null,
  pay: row.open,
  ...problemOf(row, false, asked),
});

/** Bills and credits by their ids, those that are open; for a run that names them. */
export async function payablesOf(
  tx: Connection<DB>,
  asked: Asked,
  billIds: readonly string[],
  creditIds: readonly string[],
): Promise<Payable[]> {
  const found = await bills(tx, asked.through, sql<boolean>`d.id in (${sql.join(billIds)})`);
  const off = creditIds.length === 0 ? [] : await credits(tx, sql<boolean>`d.id in (${sql.join(creditIds)})`);
  return [...found.map((b) => billOf(b, asked)), ...off.map((c) => creditOf(c, asked))];
}

/**
 * What is due through a day, bills whose discount ends by then, and the credits of their suppliers: those first in need, by supplier. Bills that cannot be
 * paid are there and say why.
 */
export async function proposed(tx: Connection<DB>, asked: Asked): Promise<{ rows: Payable[]; more: boolean }> {
  const { through } = asked;
  const due = await bills(
    tx,
    through,
    sql<boolean>`((coalesce(d.due_on, d.billed_on) <= ${through} and -o.residual > ${dueAfter(through)}) or (e.until_on >= ${asked.payOn} and e.until_on <= ${through}))`,
  );
  if (due.length === 0) return { rows: [], more: false };
  const off = await credits(tx, sql<boolean>`d.party_id in (${sql.join([...new Set(due.map((b) => b.partyId))])})`);
  const room = RUN_LINES_MAX - off.length;
  const rows = [...due.slice(0, room).map((b) => billOf(b, asked)), ...off.map((c) => creditOf(c, asked))];
  return { rows: rows.toSorted(bySupplier), more: due.length > room };
}

/** Supplier by supplier, bills before credits, by the day they fall due. */
export function bySupplier(a: Payable, b: Payable): number {
  const [x, y] = [a, b].map((p) => [p.partyName, p.partyId, p.kind, p.dueOn, p.id]);
  for (const [i, left] of (x ?? []).entries()) {
    const right = y?.[i] ?? '';
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
