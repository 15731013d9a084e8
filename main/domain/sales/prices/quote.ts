import type { Connection } from '../../../../db/dialect/portable.ts';
import type { DB } from '../../../../db/schema/index.ts';
import { mulDiv } from '../../../../preload/contract/values/int.ts';
import { loadGoods, loadPriceBook, type PricedGoods } from './book.ts';
import type { Basis } from './choose.ts';

/** For whom and when prices are asked. */
export interface QuoteFor {
  readonly partyId: string;
  readonly on: string;
  readonly currency: string;
  readonly includesTax: boolean;
}
/** A line whose price is asked: an item by id or by SKU, in single units or in a pack of it. */
export interface LineToQuote {
  readonly itemId?: string | undefined;
  readonly sku: string;
  readonly pack?: string | undefined;
  /** Steps of the stock unit, or packs. */
  readonly qty: number;
}
/** The price of one unit, or of one pack, and who says so. */
export interface Quoted {
  readonly unitPriceMicros: number;
  readonly basis: Basis;
  readonly priceListId: string | null;
  readonly priceListName: string | null;
  readonly stepsPerUnit: number;
  /** Steps of the stock unit in the whole line. */
  readonly steps: number;
}

/**
 * What a customer pays for each of these lines, in their order: by the list that fits best, else the item's own price. Undefined where the
 * item or its pack is unknown, or nothing has a price. A pack costs what its units cost at the quantity of the whole line. Four or five
 * statements, however many lines there are.
 */
export async function quote(tx: Connection<DB>, who: QuoteFor, lines: readonly LineToQuote[]): Promise<(Quoted | undefined)[]> {
  if (lines.length === 0) return [];
  const byId = lines.filter((l) => l.itemId !== undefined);
  const bySku = lines.filter((l) => l.itemId === undefined);
  const named = (l: LineToQuote) => ({ key: l.itemId ?? l.sku, pack: l.pack ?? '' });
  const ofId = await loadGoods(tx, 'id', byId.map(named));
  const ofSku = await loadGoods(tx, 'sku', bySku.map(named));
  const goods = lines.map((l) => (l.itemId === undefined ? ofSku : ofId)(named(l)));
  const book = await loadPriceBook(
    tx,
    [who.partyId],
    goods.flatMap((g) => g?.itemId ?? []),
  );
  return lines.map((line, i) => {
    const own = goods[i];
    if (!own) return undefined;
    const steps = line.qty * own.stepsEach;
    const best = book(who.partyId, own.itemId, { ...who, steps, basePriceMicros: own.basePriceMicros });
    const priceMicros = best?.priceMicros ?? own.basePriceMicros;
    if (!best && priceMicros === 0) return undefined;
    return {
      unitPriceMicros: line.pack === undefined ? priceMicros : ofPack(priceMicros, own),
      basis: best?.list.basis ?? 'item',
      priceListId: best?.list.id ?? null,
      priceListName: best?.list.name ?? null,
      stepsPerUnit: line.pack === undefined ? own.stepsPerUnit : 1,
      steps,
    };
  });
}

const ofPack = (priceMicros: number, { stepsEach, stepsPerUnit }: PricedGoods) => mulDiv(priceMicros, stepsEach, stepsPerUnit);
