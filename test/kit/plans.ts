import { openSqlite } from '../../db/dialect/sqlite.ts';
import { schemaSql } from '../../db/schema/ddl.ts';
import { type DB, tables } from '../../db/schema/index.ts';

/** Runs `work` on an empty company file and returns how SQLite would find the rows of each statement it sent. */
export async function plansOf(work: (tx: ReturnType<typeof openSqlite<DB>>) => Promise<unknown>): Promise<string[]> {
  const tx = openSqlite<DB>(':memory:');
  for (const statement of schemaSql('sqlite', tables)) await tx.exec(statement);
  const sent: string[] = [];
  const prepare = tx.raw.prepare.bind(tx.raw);
  tx.raw.prepare = ((text: string) => {
    sent.push(text);
    return prepare(text);
  }) as typeof tx.raw.prepare;
  await work(tx);
  const steps = sent.flatMap((text) => {
    const explained = prepare(`explain query plan ${text}`);
    const holes = text.split('?').length - 1;
    return (explained.all(...Array<null>(holes).fill(null)) as { detail: string }[]).map((r) => r.detail);
  });
  await tx.close();
  return steps;
}
