import { refuse } from '../../../../preload/contract/refusal.ts';
import { discountAboveLimit } from '../../../../preload/contract/sales-prices.ts';
import { mulDiv } from '../../../../preload/contract/values/int.ts';
import { MICROS_PER_MAJOR, minorPerMajor } from '../../../../preload/contract/values/money.ts';
import type { CommandContext, Standing } from '../../../engine/context.ts';
import type { OrderDraft, OrderLineDraft } from '../model.ts';
import { type LineToQuote, type QuoteFor, quote } from './quote.ts';
import { pricedFor } from './to-price.ts';

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
  /** What the whole line comes to, minor units, with or without tax as its price is, where that is stated beside the price. */
  readonly stated?: number | undefined;
}

const microsOf = (minor: number, currency: string) => minor * (MICROS_PER_MAJOR / minorPerMajor(currency));

/** What is to be paid for a line, micros, before rounding. */
function paidFor(line: DiscountedLine, stepsPerUnit: number, currency: string): number {
  if (line.stated !== undefined) return microsOf(line.stated, currency);
  const named = mulDiv(line.unitPriceMicros, line.qty, stepsPerUnit);
  return named - mulDiv(named, line.discountPpm ?? 0, MILLION) - microsOf(line.discount ?? 0, currency);
}

/** Share of a price that is given away, millionths. */
const shareOf = (worth: number, given: number): number => (worth <= 0 ? 0 : mulDiv(given, MILLION, worth, 'floor'));

/**
 * Refuses a line that goes below the price it should have, by its list or of its item, by more than the person may give away: by its
 * discount, the price it names or what it is stated to come to. What charges give back (`back`, micros) is given away of all lines together.
 * Nothing is read where no limit concerns them.
 */
export async function assertWithinLimit(
  ctx: CommandContext,
  who: QuoteFor,
  lines: readonly DiscountedLine[],
  back: { readonly sku: string; readonly micros: number } = { sku: '', micros: 0 },
): Promise<void> {
  const limitPpm = await limitOf(ctx);
  if (limitPpm === undefined) return;
  const quoted = await quote(ctx.tx, who, lines);
  const sum = { worth: 0, given: back.micros };
  const assertWithin = (sku: string, givenPpm: number) => {
    if (givenPpm > limitPpm) throw refuse(discountAboveLimit, { sku, givenPpm, limitPpm });
  };
  lines.forEach((line, i) => {
    const { unitPriceMicros = line.unitPriceMicros, stepsPerUnit = 1 } = quoted[i] ?? {};
    const worth = mulDiv(unitPriceMicros, line.qty, stepsPerUnit);
    const given = worth - paidFor(line, stepsPerUnit, who.currency);
    assertWithin(line.sku, shareOf(worth, given));
    sum.worth += worth;
    sum.given += given;
  });
  if (back.micros > 0) assertWithin(back.sku, sum.worth > 0 ? shareOf(sum.worth, sum.given) : MILLION);
}

/** The same of an order that is taken: whoever has a limit is bound by it, also for orders they say a channel sold. */
export async function assertOrderWithinLimit(ctx: CommandContext, order: OrderDraft): Promise<void> {
  if ((await ctx.standing(limits)).size === 0) return;
  const statedOf = ({ amounts }: OrderLineDraft) => (order.pricesIncludeTax === true ? amounts?.total : amounts?.net);
  const goods = order.lines.filter((l) => l.kind !== 'charge').map((l): DiscountedLine => ({ ...l, stated: statedOf(l) }));
  const givers = order.lines.filter((l) => l.kind === 'charge' && (statedOf(l) ?? l.unitPriceMicros) < 0);
  const micros = givers.reduce((all, l) => all - paidFor({ ...l, stated: statedOf(l) }, 1, order.currency), 0);
  await assertWithinLimit(ctx, pricedFor(order), goods, { sku: givers[0]?.sku ?? '', micros });
}
