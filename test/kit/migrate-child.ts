import { openSqlite } from '../../db/dialect/sqlite.ts';
import { migrate } from '../../db/migrate.ts';
import { migrations } from '../../db/migrations/index.ts';
import type { DB } from '../../db/schema/index.ts';
import { KillPoints } from './kill-points.ts';

/** Brings a database to this program's format, step by step, in a process that kills itself where it was told. */
const [file = '', kind = 'never', n = '0'] = process.argv.slice(2);
const points = new KillPoints({ kind, n: Number(n) });
const connection = openSqlite<DB>(file);
const commit = connection.commit.bind(connection);
connection.commit = async () => {
  points.pass('before-commit');
  await commit();
  points.pass('after-commit');
};
await migrate(
  connection,
  migrations.map((step) => ({
    ...step,
    async up(tx) {
      await step.up(tx);
      points.pass('step');
    },
  })),
);
await connection.close();
console.log(JSON.stringify(points.counts));
