import { type RawBuilder, sql } from 'kysely';
import { notPermitted } from '../../../preload/contract/engine.ts';
import { FIGURES, type FigureName, insightOperations } from '../../../preload/contract/insight.ts';
import { holds } from '../../../preload/contract/permission.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import { mulDiv } from '../../../preload/contract/values/int.ts';
import { inScope } from '../../domain/company/index.ts';
import { handleQuery } from '../../domain/handler.ts';
import type { QueryContext } from '../../engine/context.ts';
import { latestDay, tradeAccounts, tradeDays } from '../books.ts';
import { lensOf } from '../lens.ts';
import { FIGURE_ROWS } from './figures.ts';

const MILLION = 1_000_000;
/** Figures of the books come from balances by day, all others from counting their rows. */
const FROM_BOOKS: ReadonlySet<FigureName> = new Set(['revenue', 'margin']);

async function summed(ctx: QueryContext, rows: RawBuilder<unknown>): Promise<{ count: number; sum: number }> {
  const { rows: found } = await sql<{ count: number; sum: number }>`
    select cast(count(*) as bigint) as count, cast(coalesce(sum(r.value), 0) as bigint) as sum from (${rows}) as r`.execute(ctx.tx.db);
  return found[0] ?? { count: 0, sum: 0 };
}

/** The company now, by what the asker may see. */
export const kpis = handleQuery(insightOperations.kpis, async (ctx, input) => {
  const may = (figure: FigureName) => holds(ctx.actor.permissions, FIGURE_ROWS[figure].permission);
  const accounts = await tradeAccounts(ctx);
  const lens = lensOf(ctx, input, await latestDay(ctx, accounts));
  const days = may('revenue') ? await tradeDays(ctx, lens, accounts) : null;
  const values = new Map<FigureName, number>();
  for (const figure of FIGURES) {
    if (!may(figure)) continue;
    if (FROM_BOOKS.has(figure))
      values.set(
        figure,
        (days ?? []).reduce((sum, d) => sum + (figure === 'revenue' ? d.revenue : d.margin), 0),
      );
    else values.set(figure, (await summed(ctx, FIGURE_ROWS[figure].rows(lens, accounts))).sum);
  }
  const { channelId, warehouseId } = input;
  const filter = { from: lens.from, to: lens.to, ...(channelId ? { channelId } : {}), ...(warehouseId ? { warehouseId } : {}) };
  const left = values.get('units-shipped-today');
  const waits = values.get('units-still-due');
  const channels = ctx.tx.db.selectFrom('channel').select(['id', 'name']).where(inScope(ctx.actor.scopes.channel, 'id')).orderBy('code');
  return {
    today: ctx.today,
    from: lens.from,
    to: lens.to,
    currency: ctx.company.currency,
    figures: [...values].map(([figure, value]) => ({
      figure,
      unit: FIGURE_ROWS[figure].unit,
      value,
      operation: 'insight.rows' as const,
      filter: { figure, ...filter },
    })),
    fillRate:
      left === undefined || waits === undefined
        ? null
        : {
            ppm: left + waits === 0 ? null : mulDiv(left, MILLION, left + waits, 'half-even'),
            of: ['units-shipped-today' as const, 'units-still-due' as const],
          },
    channels: await channels.execute(),
    days,
  };
});

interface Row {
  id: string;
  on_day: string | null;
  label: string;
  detail: string | null;
  order_id: string | null;
  value: number;
}

/** The rows a figure is the sum of. */
export const rows = handleQuery(insightOperations.rows, async (ctx, input) => {
  const { figure, offset, limit } = input;
  const { permission, unit, shownAt, rows: rowsOf } = FIGURE_ROWS[figure];
  if (!holds(ctx.actor.permissions, permission)) throw refuse(notPermitted, { operation: 'insight.rows', permission });
  const accounts = await tradeAccounts(ctx);
  const source = rowsOf(lensOf(ctx, input, await latestDay(ctx, accounts)), accounts);
  const page = await sql<Row>`select r.* from (${source}) as r order by r.on_day, r.label, r.id limit ${limit} offset ${offset}`.execute(
    ctx.tx.db,
  );
  return {
    unit,
    ...(await summed(ctx, source)),
    rows: page.rows.map((r) => ({
      id: r.id,
      on: r.on_day,
      label: r.label,
      detail: r.detail ?? '',
      path: r.order_id === null ? shownAt : `/orders/${r.order_id}`,
      value: Number(r.value),
    })),
  };
});
