import type { Connection } from '../../../db/dialect/portable.ts';
import { changeId } from '../../../db/schema/change-id.ts';
import { tableOfId } from '../../../db/schema/ids.ts';
import type { DB } from '../../../db/schema/index.ts';
import { nameColumns } from '../../../db/schema/names.ts';
import { namesOf } from '../../domain/company/index.ts';

interface Subject {
  readonly table: string;
  readonly key: string;
  readonly name: string;
}
/** Subjects named for one command, and changes of it looked at for them. */
const MAX_SUBJECTS = 3;
const MAX_LOOKED = 25;

/** Ids a reply names, in order. Replies are ids and numbers, so what they name is what the command was about. */
function idsIn(reply: unknown, found: string[] = []): string[] {
  if (typeof reply === 'string') {
    if (tableOfId(reply)) found.push(reply);
  } else if (reply !== null && typeof reply === 'object') for (const value of Object.values(reply)) idsIn(value, found);
  return found;
}

/**
 * What commands were about, as people call it: what the reply names, else the first named rows they changed. A command
 * that replies with a number alone (an entry of the books) is about that number.
 */
export async function aboutWhat(
  tx: Connection<DB>,
  commands: readonly { readonly seq: number; readonly reply: string }[],
): Promise<ReadonlyMap<number, readonly Subject[]>> {
  if (commands.length === 0) return new Map();
  const looked = tx.rowset(
    commands.map(({ seq }) => ({ before: changeId(seq, 0), after: changeId(seq, MAX_LOOKED + 1) })),
    { before: 'int', after: 'int' },
  );
  const changes = await tx.db
    .selectFrom(looked.as('w'))
    .crossJoin('change')
    .select(['change.seq', 'table_name', 'row_key'])
    .whereRef('change.id', '>', 'w.before')
    .whereRef('change.id', '<', 'w.after')
    .orderBy('change.id')
    .execute();
  const changed = Map.groupBy(changes, (c) => c.seq);
  const refs = new Map(
    commands.map(({ seq, reply }) => {
      const named = idsIn(JSON.parse(reply)).flatMap((id) => tableOfId(id) ?? []);
      const touched = (changed.get(seq) ?? []).map((c) => ({ table: c.table_name, key: c.row_key }));
      return [seq, [...named, ...touched].filter((r) => nameColumns(r.table) !== undefined)] as const;
    }),
  );
  const names = await namesOf(tx, [...refs.values()].flat());
  return new Map(
    commands.map(({ seq, reply }) => {
      const found = new Map<string, Subject>();
      for (const { table, key } of refs.get(seq) ?? []) {
        const name = names.get(`${table}/${key}`);
        if (name !== undefined && name !== '' && found.size < MAX_SUBJECTS) found.set(`${table}/${key}`, { table, key, name });
      }
      const { number } = (JSON.parse(reply) ?? {}) as { number?: unknown };
      const alone = found.size === 0 && typeof number === 'string' ? [{ table: '', key: '', name: number }] : [];
      return [seq, [...found.values(), ...alone]];
    }),
  );
}
