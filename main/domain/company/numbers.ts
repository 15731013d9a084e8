import { statement } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import type { CommandContext } from '../../engine/context.ts';

const nextNumber = statement<DB, { code: string; year: number }, { next: number }>((db, p) =>
  db.selectFrom('number_series').select('next').where('code', '=', p('code')).where('year', '=', p('year')),
);

/**
 * Gapless human numbers per series and calendar year, e.g. `INV-2010-00001`: taken inside the command's transaction, so
 * a rolled-back command leaves no gap. Returns `count` consecutive numbers.
 * `digits`: least width of the running part, so that numbers of one year sort as text.
 */
export async function takeNumbers(ctx: CommandContext, code: string, on: string, count = 1, digits = 5): Promise<string[]> {
  if (count <= 0) return [];
  const year = Number(on.slice(0, 4));
  const [row] = await ctx.tx.run(nextNumber, { code, year });
  const first = row?.next ?? 1;
  await ctx.tx.insertMany('number_series', [{ code, year, next: first + count }], { key: ['code', 'year'], add: [], set: ['next'] });
  return Array.from({ length: count }, (_, i) => `${code}-${year}-${String(first + i).padStart(digits, '0')}`);
}
