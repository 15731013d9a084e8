import { statement } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import type { CommandContext } from '../../engine/context.ts';

/** Moves a series on and answers where it stands then; the first number of a year makes its row. */
const moveOn = statement<DB, { code: string; year: number; count: number; first: number }, { next: number }>((db, p) =>
  db
    .insertInto('number_series')
    .values({ code: p('code'), year: p('year'), next: p('first') })
    .onConflict((conflict) => conflict.columns(['code', 'year']).doUpdateSet((eb) => ({ next: eb('number_series.next', '+', p('count')) })))
    .returning('next'),
);

/**
 * Gapless human numbers per series and calendar year, e.g. `INV-2010-00001`: taken inside the command's transaction, so
 * a rolled-back command leaves no gap. Returns `count` consecutive numbers.
 * `digits`: least width of the running part, so that numbers of one year sort as text.
 */
export async function takeNumbers(ctx: CommandContext, code: string, on: string, count = 1, digits = 5): Promise<string[]> {
  if (count <= 0) return [];
  const year = Number(on.slice(0, 4));
  const [moved] = await ctx.tx.run(moveOn, { code, year, count, first: count + 1 });
  if (!moved) throw new Error(`number series ${code} ${year} did not move on`);
  const first = moved.next - count;
  return Array.from({ length: count }, (_, i) => `${code}-${year}-${String(first + i).padStart(digits, '0')}`);
}
