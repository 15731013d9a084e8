import type { Insertable } from 'kysely';
import type { DB } from '../../../../db/schema/index.ts';
import type { CommandContext } from '../../../engine/context.ts';

type Line = Insertable<DB['price_list_line']>;
type For = Insertable<DB['price_list_for']>;

/** Rows as they should be, matched with those there are: what to add, what to change and what to take out. */
function matched<R extends { id: number }, W>(
  there: readonly R[],
  wanted: readonly W[],
  keyOf: (row: R | W) => string,
  same: (row: R, wish: W) => boolean,
) {
  const known = new Map(there.map((r) => [keyOf(r), r]));
  const kept = new Set<number>();
  const add: W[] = [];
  const change: (W & { id: number })[] = [];
  for (const wish of wanted) {
    const row = known.get(keyOf(wish));
    if (!row) add.push(wish);
    else {
      kept.add(row.id);
      if (!same(row, wish)) change.push({ ...wish, id: row.id });
    }
  }
  return { add, change, drop: there.filter((r) => !kept.has(r.id)).map((r) => r.id) };
}

/** Writes a price list with its prices and whom it is for; prices that stay the same are left alone. */
export async function savePriceList(
  ctx: CommandContext,
  head: Insertable<DB['price_list']>,
  known: boolean,
  lines: readonly Omit<Line, 'id' | 'price_list_id'>[],
  whom: readonly { readonly tier: string | null; readonly party_id: string | null }[],
): Promise<void> {
  const { db } = ctx.tx;
  if (known) await ctx.tx.updateMany('price_list', ['id'], [head]);
  else await ctx.tx.insertMany('price_list', [head]);
  const thereLines = await db.selectFrom('price_list_line').selectAll().where('price_list_id', '=', head.id).execute();
  const prices = matched(
    thereLines,
    lines,
    (l) => `${l.item_id} ${l.min_qty}`,
    (row, wish) => row.price_micros === wish.price_micros,
  );
  const thereFor = await db.selectFrom('price_list_for').selectAll().where('price_list_id', '=', head.id).execute();
  const served = matched(
    thereFor,
    whom,
    (f) => `${f.tier ?? ''}\n${f.party_id ?? ''}`,
    () => true,
  );
  if (prices.drop.length > 0)
    await db
      .deleteFrom('price_list_line')
      .where('price_list_id', '=', head.id)
      .where(
        'id',
        'in',
        db
          .selectFrom(
            ctx.tx
              .rowset(
                prices.drop.map((id) => ({ id })),
                { id: 'int' },
              )
              .as('w'),
          )
          .select('w.id'),
      )
      .execute();
  await ctx.tx.updateMany(
    'price_list_line',
    ['id'],
    prices.change.map((l): Partial<Line> => ({ id: l.id, price_micros: l.price_micros })),
  );
  await ctx.tx.insertMany(
    'price_list_line',
    prices.add.map((l): Line => ({ ...l, id: ctx.nextId('price_list_line'), price_list_id: head.id })),
  );
  if (served.drop.length > 0) await db.deleteFrom('price_list_for').where('id', 'in', served.drop).execute();
  await ctx.tx.insertMany(
    'price_list_for',
    served.add.map((f): For => ({ ...f, id: ctx.nextId('price_list_for'), price_list_id: head.id })),
  );
}

/** Writes or takes off the limit of a role. */
export async function saveLimit(ctx: CommandContext, roleId: string, limitPpm: number | null): Promise<void> {
  const known = await ctx.tx.db.selectFrom('discount_limit').select('revision').where('role_id', '=', roleId).executeTakeFirst();
  if (limitPpm === null) await ctx.tx.db.deleteFrom('discount_limit').where('role_id', '=', roleId).execute();
  else if (known)
    await ctx.tx.updateMany('discount_limit', ['role_id'], [{ role_id: roleId, limit_ppm: limitPpm, revision: known.revision + 1 }]);
  else await ctx.tx.insertMany('discount_limit', [{ role_id: roleId, limit_ppm: limitPpm, revision: 1 }]);
  ctx.forget('discount_limit');
}

/** Forgets where the prices of lines came from: somebody named others. */
export async function dropPriceSources(ctx: CommandContext, orderLineIds: readonly number[]): Promise<void> {
  if (orderLineIds.length === 0) return;
  await ctx.tx.db
    .deleteFrom('sales_order_line_price')
    .where('order_line_id', 'in', [...orderLineIds])
    .execute();
}
