import type { CommandContext } from '../../engine/context.ts';

/**
 * Gapless human numbers per series and calendar year, e.g. `INV-2010-00001`: taken inside the command's transaction, so
 * a rolled-back command leaves no gap. Returns `count` consecutive numbers.
 * `digits`: least width of the running part, so that numbers of one year sort as text.
 */
export async function takeNumbers(ctx: CommandContext, code: string, on: string, count = 1, digits = 5): Promise<string[]> {
  if (count <= 0) return [];
  const year = Number(on.slice(0, 4));
  const row = await ctx.tx.db
    .selectFrom('number_series')
    .select('next')
    .where('code', '=', code)
    .where('year', '=', year)
    .executeTakeFirst();
  const first = row?.next ?? 1;
  await ctx.tx.insertMany('number_series', [{ code, year, next: first + count }], { key: ['code', 'year'], add: [], set: ['next'] });
  return Array.from({ length: count }, (_, i) => `${code}-${year}-${String(first + i).padStart(digits, '0')}`);
}
