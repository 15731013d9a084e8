import type { CommandContext } from '../../engine/context.ts';

/**
 * Gapless human numbers per series and calendar year, e.g. `INV-2010-00001`: taken with the command, so a rolled-back
 * command leaves no gap. Returns `count` consecutive numbers.
 * `digits`: least width of the running part, so that numbers of one year sort as text.
 */
export function takeNumbers(ctx: CommandContext, code: string, on: string, count = 1, digits = 5): string[] {
  if (count <= 0) return [];
  const year = Number(on.slice(0, 4));
  const first = ctx.nextNumbers(code, year, count);
  return Array.from({ length: count }, (_, i) => `${code}-${year}-${String(first + i).padStart(digits, '0')}`);
}
