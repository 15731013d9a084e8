import type { Connection } from '../../../db/dialect/portable.ts';
import { changeId } from '../../../db/schema/change-id.ts';
import { type DB, tables } from '../../../db/schema/index.ts';
import { chainLink, reasonHash } from '../chain.ts';
import type { DoctorCheck, DoctorFinding, LedgerTable } from '../context.ts';
import { LedgerDigest, ledgerRowHash, shortHash } from '../ledger-rows.ts';
import { type AnyRow, rowsById } from './pages.ts';

const WINDOW = 2000;
const MAX_FINDINGS = 200;

const ledgerTables = tables.filter((t) => t.kind === 'ledger').map((t) => t.name as LedgerTable);

/** Reads one ledger in step with the command log: `upTo(seq)` yields the rows of commits up to that one. */
class LedgerCursor {
  readonly table: LedgerTable;
  readonly #rows: AsyncGenerator<AnyRow>;
  #held: AnyRow | undefined;
  constructor(tx: Connection<DB>, table: LedgerTable) {
    this.table = table;
    this.#rows = rowsById(tx, table);
  }
  async *upTo(seq: number): AsyncGenerator<AnyRow> {
    for (;;) {
      const row = this.#held ?? (await this.#rows.next()).value;
      this.#held = undefined;
      if (row === undefined) return;
      if (Number(row['seq']) > seq) {
        this.#held = row;
        return;
      }
      yield row;
    }
  }
}

/**
 * Recomputes every link of the audit chain: command rows, change hashes and the digests of what each command appended.
 * A ledger row whose own hash is wrong is named; so is one that belongs to no logged command.
 */
export const auditChain: DoctorCheck = {
  name: 'audit-chain',
  proves: 'every command, change and posted row is the one that was committed',
  async run(tx) {
    const findings: DoctorFinding[] = [];
    const report = (finding: DoctorFinding) => {
      if (findings.length < MAX_FINDINGS) findings.push(finding);
    };
    const cursors = ledgerTables.map((t) => new LedgerCursor(tx, t));
    let previous = '';
    let looked = 0;
    let after = 0;
    for (;;) {
      const commands = await tx.db.selectFrom('command_log').selectAll().where('seq', '>', after).orderBy('seq').limit(WINDOW).execute();
      const last = commands.at(-1)?.seq;
      if (last === undefined) break;
      const hashes = await changeHashes(tx, after, last);
      const reasons = await reasonsOf(tx, after, last);
      const digests = new Map<number, LedgerDigest>();
      for (const cursor of cursors)
        for await (const row of cursor.upTo(last)) {
          looked += 1;
          const own = shortHash(ledgerRowHash(cursor.table, row));
          if (own !== row['row_hash'])
            report({ table: cursor.table, row: String(row['id']), message: 'the row differs from what was posted' });
          const seq = Number(row['seq']);
          let digest = digests.get(seq);
          if (!digest) digests.set(seq, (digest = new LedgerDigest()));
          digest.add(cursor.table, row);
        }
      for (const command of commands) {
        looked += 1;
        const row = { ...command, ledger_digest: digests.get(command.seq)?.finish() ?? '' };
        digests.delete(command.seq);
        const changes = hashes.get(command.seq) ?? [];
        const why = reasons.get(command.seq);
        if (why?.salt && reasonHash(why.salt, why.approver_id, { code: why.reason_code, text: why.reason }) !== why.hash)
          report({ table: 'command_reason', row: String(command.seq), message: 'approver or reason differ from what was committed' });
        if (row.ledger_digest !== command.ledger_digest)
          report({
            table: 'command_log',
            row: String(command.seq),
            message: 'the rows this command posted are not all there, or were altered',
          });
        if (chainLink(previous, { ...row, ledger_digest: command.ledger_digest }, changes, why?.hash) !== command.link)
          report({
            table: 'command_log',
            row: String(command.seq),
            message: 'the chain breaks here: the command or its recorded changes were altered',
          });
        previous = command.link;
      }
      for (const seq of digests.keys())
        report({ table: 'command_log', row: String(seq), message: 'posted rows belong to a command that is not logged' });
      after = last;
    }
    for (const cursor of cursors)
      for await (const row of cursor.upTo(Number.MAX_SAFE_INTEGER))
        report({ table: cursor.table, row: String(row['id']), message: 'posted outside any logged command' });
    return { looked, findings };
  },
};

async function reasonsOf(tx: Connection<DB>, after: number, last: number) {
  const rows = await tx.db.selectFrom('command_reason').selectAll().where('seq', '>', after).where('seq', '<=', last).execute();
  return new Map(rows.map((r) => [r.seq, r]));
}

async function changeHashes(tx: Connection<DB>, after: number, last: number): Promise<Map<number, string[]>> {
  const rows = await tx.db
    .selectFrom('change')
    .select(['seq', 'hash'])
    .where('id', '>', changeId(after + 1, 0))
    .where('id', '<', changeId(last + 1, 0))
    .orderBy('id')
    .execute();
  const found = new Map<number, string[]>();
  for (const { seq, hash } of rows) {
    const list = found.get(seq);
    if (list) list.push(hash);
    else found.set(seq, [hash]);
  }
  return found;
}
