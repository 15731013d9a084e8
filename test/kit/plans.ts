import { openSqlite } from '../../db/dialect/sqlite.ts';
import { schemaSql } from '../../db/schema/ddl.ts';
import { type DB, tables } from '../../db/schema/index.ts';

type Work = (tx: ReturnType<typeof openSqlite<DB>>) => Promise<unknown>;

/** One step of a plan; a subquery is the parent of its steps. */
export interface PlanStep {
  readonly id: number;
  readonly parent: number;
  readonly detail: string;
}

/** Runs `work` on an empty company file and returns how SQLite would find the rows of each statement it sent. */
export const plansOf = async (work: Work): Promise<string[]> => (await stepsOf(work)).flat().map((r) => r.detail);

/** As `plansOf`, with the steps of each statement as a tree. */
export async function stepsOf(work: Work): Promise<PlanStep[][]> {
  const tx = openSqlite<DB>(':memory:');
  for (const statement of schemaSql('sqlite', tables)) await tx.exec(statement);
  const sent: string[] = [];
  const prepare = tx.raw.prepare.bind(tx.raw);
  tx.raw.prepare = ((text: string) => {
    sent.push(text);
    return prepare(text);
  }) as typeof tx.raw.prepare;
  await work(tx);
  const steps = sent.map((text) => {
    const explained = prepare(`explain query plan ${text}`);
    const holes = text.split('?').length - 1;
    return explained.all(...Array<null>(holes).fill(null)) as PlanStep[];
  });
  await tx.close();
  return steps;
}
