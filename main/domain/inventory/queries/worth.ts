import { type Connection, setStatement } from '../../../../db/dialect/portable.ts';
import type { DB } from '../../../../db/schema/index.ts';

const linesOfMoves = setStatement<DB>()({ id: 'int' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('valuation_line as v')
    .whereRef('v.move_id', '=', 'w.id')
    .where('v.move_id', 'is not', null)
    .select(['w.id', 'v.kind', 'v.value']),
);

/** What moves were worth, minor units above zero: what left with them, or came in where nothing was valued before. */
export async function worthOfMoves(tx: Connection<DB>, moveIds: readonly number[]): Promise<ReadonlyMap<number, number>> {
  if (moveIds.length === 0) return new Map();
  const out = new Map<number, number>();
  const came = new Map<number, number>();
  for (const line of await tx.runFor(
    linesOfMoves,
    moveIds.map((id) => ({ id })),
  )) {
    const side = line.kind === 'out' ? out : came;
    side.set(line.id, (side.get(line.id) ?? 0) + Math.abs(line.value));
  }
  return new Map([...came, ...out]);
}
