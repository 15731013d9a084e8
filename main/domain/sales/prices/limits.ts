import { refuse } from '../../../../preload/contract/refusal.ts';
import { discountAboveLimit } from '../../../../preload/contract/sales-prices.ts';
import { mulDiv } from '../../../../preload/contract/values/int.ts';
import { MICROS_PER_MAJOR, minorPerMajor } from '../../../../preload/contract/values/money.ts';
import type { CommandContext, Standing } from '../../../engine/context.ts';
import { type LineToQuote, type QuoteFor, quote } from './quote.ts';

const MILLION = 1_000_000;

const limits: Standing<ReadonlyMap<string, number>> = {
  tables: ['discount_limit'],
  load: async ({ db }) =>
    new Map((await db.selectFrom('discount_limit').select(['role_id', 'limit_ppm']).execute()).map((r) => [r.role_id, r.limit_ppm])),
};

/** Of a price, the most this person may give away, millionths: the highest limit of their roles, and none where a role of theirs has none. */
async function limitOf(ctx: CommandContext): Promise<number | undefined> {
  const known = await ctx.standing(limits);
  if (known.size === 0) return undefined;
  const roles = await ctx.tx.db.selectFrom('user_role').select('role_id').where('user_id', '=', ctx.actor.id).execute();
  const own = roles.map((r) => known.get(r.role_id));
  return own.length === 0 || own.includes(undefined) ? undefined : Math.max(...own.flatMap((l) => l ?? []));
}

/** A line with what is to be paid for it. */
export interface DiscountedLine extends LineToQuote {
  readonly unitPriceMicros: number;
  readonly discount?: number | undefined;
  readonly discountPpm?: number | undefined;
}

/** Share of a price that is given away, millionths, before rounding; of a line at its own price where there is no other. */
export function givenAway(line: DiscountedLine, priceMicros: number, stepsPerUnit: number, currency: string): number {
  const worth = mulDiv(priceMicros, line.qty, stepsPerUnit);
  if (worth <= 0) return 0;
  const named = mulDiv(line.unitPriceMicros, line.qty, stepsPerUnit);
  const off = mulDiv(named, line.discountPpm ?? 0, MILLION) + (line.discount ?? 0) * (MICROS_PER_MAJOR / minorPerMajor(currency));
  return mulDiv(worth - named + off, MILLION, worth, 'floor');
}

/**
 * Refuses a line that goes below the price it should have, by its list or of its item, by more than the person may give away: by its
 * discount or by the price it names. Nothing is read where no limit concerns them.
 */
export async function assertWithinLimit(ctx: CommandContext, who: QuoteFor, lines: readonly DiscountedLine[]): Promise<void> {
  const limitPpm = await limitOf(ctx);
  if (limitPpm === undefined) return;
  const quoted = await quote(ctx.tx, who, lines);
  lines.forEach((line, i) => {
    const { unitPriceMicros = line.unitPriceMicros, stepsPerUnit = 1 } = quoted[i] ?? {};
    const givenPpm = givenAway(line, unitPriceMicros, stepsPerUnit, who.currency);
    if (givenPpm > limitPpm) throw refuse(discountAboveLimit, { sku: line.sku, givenPpm, limitPpm });
  });
}
