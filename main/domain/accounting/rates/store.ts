import type { RATE_SOURCES } from '../../../../preload/contract/accounting-rates.ts';
import type { Rate } from '../../../../preload/contract/values/rate.ts';
import type { CommandContext, QueryContext } from '../../../engine/context.ts';
import { type KeptRate, rateId } from './rules.ts';

type Source = (typeof RATE_SOURCES)[number];
interface There {
  readonly rate: Rate;
  readonly revision: number;
}

/** Rates that are there for these currencies and days, by `rateId`. */
export async function ratesThere({ tx }: Pick<QueryContext, 'tx'>, wanted: readonly KeptRate[]): Promise<Map<string, There>> {
  const ids = [...new Set(wanted.map(rateId))].map((id) => ({ id }));
  const rows = await tx.db
    .selectFrom(tx.rowset(ids, { id: 'text' }).as('w'))
    .innerJoin('exchange_rate as r', 'r.id', 'w.id')
    .select(['r.id', 'r.foreign_nano', 'r.company_nano', 'r.revision'])
    .execute();
  return new Map(rows.map((r) => [r.id, { rate: { foreign: r.foreign_nano, company: r.company_nano }, revision: r.revision }]));
}

const valuesOf = (ctx: CommandContext, { rate }: KeptRate, source: Source) => ({
  foreign_nano: rate.foreign,
  company_nano: rate.company,
  source,
  set_at: ctx.now,
});

export async function insertRates(ctx: CommandContext, rates: readonly KeptRate[], source: Source): Promise<void> {
  await ctx.tx.insertMany(
    'exchange_rate',
    rates.map((r) => ({ id: rateId(r), currency: r.currency, rate_on: r.on, ...valuesOf(ctx, r, source), revision: 1 })),
  );
}

export async function updateRates(
  ctx: CommandContext,
  rates: readonly KeptRate[],
  there: ReadonlyMap<string, There>,
  source: Source,
): Promise<void> {
  await ctx.tx.updateMany(
    'exchange_rate',
    ['id'],
    rates.map((r) => ({ id: rateId(r), ...valuesOf(ctx, r, source), revision: (there.get(rateId(r))?.revision ?? 0) + 1 })),
  );
}
