import type { Selectable } from 'kysely';
import type { Connection } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import type { Statement } from '../../../preload/contract/banking-files.ts';
import { notFound } from '../../../preload/contract/engine.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import { sumSafe } from '../../../preload/contract/values/int.ts';
import type { Minor } from '../../../preload/contract/values/money.ts';
import { decideStatement, type NewStatement } from './continuity.ts';

export type BankAccount = Selectable<DB['bank_account']>;

/** A bank account, or the refusal that there is none. */
export async function loadBankAccount(tx: Connection<DB>, bankAccountId: string): Promise<BankAccount> {
  const row = await tx.db.selectFrom('bank_account').selectAll().where('id', '=', bankAccountId).executeTakeFirst();
  if (!row) throw refuse(notFound, { kind: 'bank account', id: bankAccountId });
  return row;
}

/** What taking statements in comes to. */
export interface Taking {
  readonly account: BankAccount;
  readonly fresh: readonly NewStatement[];
  readonly known: number;
  readonly balance: Minor;
}

/** Looks at the statements of one file in the order of the file, each going on from the one before. Refuses the first that does not fit, and with it all. */
export async function decideTaking(tx: Connection<DB>, bankAccountId: string, statements: readonly Statement[]): Promise<Taking> {
  const account = await loadBankAccount(tx, bankAccountId);
  const known = await knownLines(
    tx,
    account.id,
    statements.flatMap((s) => s.lines.map((l) => l.fingerprint)),
  );
  const fresh: NewStatement[] = [];
  let { balance } = account;
  for (const statement of inOrder(statements, balance)) {
    const decided = decideStatement({ ...account, balance }, statement, known);
    if (decided instanceof Error) throw decided;
    if (decided === null) continue;
    fresh.push(decided);
    balance = decided.closing;
  }
  return { account, fresh, known: known.size, balance };
}

/** Some banks write the newest statement first: then they are taken from the end. */
function inOrder(statements: readonly Statement[], balance: Minor): readonly Statement[] {
  const [first, last] = [statements[0], statements.at(-1)];
  return first?.opening !== balance && last?.opening === balance ? statements.toReversed() : statements;
}

async function knownLines(tx: Connection<DB>, bankAccountId: string, fingerprints: readonly string[]): Promise<Set<string>> {
  if (fingerprints.length === 0) return new Set();
  const rows = await tx.db
    .selectFrom(
      tx
        .rowset(
          fingerprints.map((fingerprint) => ({ bank_account_id: bankAccountId, fingerprint })),
          { bank_account_id: 'text', fingerprint: 'text' },
        )
        .as('w'),
    )
    .crossJoin('bank_line as l')
    .whereRef('l.bank_account_id', '=', 'w.bank_account_id')
    .whereRef('l.fingerprint', '=', 'w.fingerprint')
    .select('l.fingerprint')
    .execute();
  return new Set(rows.map((r) => r.fingerprint));
}

/** What people are told of it. */
export function told({ fresh, known, balance }: Taking) {
  const lines = fresh.flatMap((s) => s.lines);
  const days = lines.map((l) => l.bookedOn).sort();
  return {
    statements: fresh.length,
    lines: lines.length,
    known,
    amount: sumSafe(lines.map((l) => l.amount)),
    from: days[0] ?? null,
    to: days.at(-1) ?? null,
    balance,
  };
}
