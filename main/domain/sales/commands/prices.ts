import { alreadyExists, notFound } from '../../../../preload/contract/engine.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import { listCurrency, priceOperations, priceTwice } from '../../../../preload/contract/sales-prices.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { itemsBySku } from '../../catalog/index.ts';
import { handleCommand } from '../../handler.ts';
import { saveLimit, savePriceList } from '../prices/store.ts';
import { assertParties } from '../store.ts';

/** Prices by item; refuses an unknown SKU and two prices from one quantity on. */
async function pricesOf(
  ctx: CommandContext,
  lines: readonly { readonly sku: string; readonly minQty: number; readonly priceMicros: number }[],
) {
  const items = await itemsBySku(ctx, new Set(lines.map((l) => l.sku)));
  const seen = new Set<string>();
  return lines.map(({ sku, minQty, priceMicros }) => {
    const item = items.get(sku);
    if (!item) throw refuse(notFound, { kind: 'item', id: sku });
    const key = `${item.id} ${minQty}`;
    if (seen.has(key)) throw refuse(priceTwice, { sku, minQty });
    seen.add(key);
    return { item_id: item.id, min_qty: minQty, price_micros: priceMicros };
  });
}

/** Makes a list or replaces all of one. Orders keep the prices they were taken at. */
export const setPriceList = handleCommand(priceOperations.setPriceList, async (ctx, input) => {
  const { id, name, currency = ctx.company.currency } = input;
  if (currency !== ctx.company.currency) throw refuse(listCurrency, { currency, company: ctx.company.currency });
  const { db } = ctx.tx;
  const known = await db.selectFrom('price_list').select('revision').where('id', '=', id).executeTakeFirst();
  const named = await db.selectFrom('price_list').select('id').where('name', '=', name).executeTakeFirst();
  if (named && named.id !== id) throw refuse(alreadyExists, { kind: 'Price list', id: name });
  const prices = await pricesOf(ctx, input.lines);
  const partyIds = [...new Set(input.partyIds)];
  await assertParties(ctx, partyIds);
  await savePriceList(
    ctx,
    {
      id,
      name,
      currency,
      includes_tax: input.includesTax ? 1 : 0,
      valid_from: input.validFrom,
      valid_to: input.validTo,
      off_ppm: input.offPpm,
      active: input.active ? 1 : 0,
      revision: (known?.revision ?? 0) + 1,
    },
    known !== undefined,
    prices,
    [...[...new Set(input.tiers)].map((tier) => ({ tier, party_id: null })), ...partyIds.map((party_id) => ({ tier: null, party_id }))],
  );
  return { id, prices: prices.length };
});

/** How much of a price people of a role may give away. */
export const setDiscountLimit = handleCommand(priceOperations.setDiscountLimit, async (ctx, { roleId, limitPpm }) => {
  const role = await ctx.tx.db.selectFrom('role').select('id').where('id', '=', roleId).executeTakeFirst();
  if (!role) throw refuse(notFound, { kind: 'role', id: roleId });
  await saveLimit(ctx, roleId, limitPpm);
  return { roleId };
});
