import { addDays, type Day } from '../../preload/contract/values/day.ts';
import { mulDiv, sumSafe } from '../../preload/contract/values/int.ts';
import type { ChannelLine, ChannelLineKind, ChannelRecord } from '../domain/channels/port.ts';

/**
 * The demo shop's real invoices say nothing about costs or stock. These rules invent both, the same every time, in whole
 * numbers, and nothing here is meant to look like the real shop's figures:
 *
 * 1. Reference price of a SKU: its first price above zero in a sale of the month; without one, in a cancellation; without
 *    that, 1.00.
 * 2. Unit cost: 45 % of the reference price, rounded to the cent half away from zero, at least 0.01.
 * 3. Demand: units sold in the month (goods lines of sales). Wanted stock: demand plus a tenth of it, rounded up, plus the
 *    units the month books as lost. One SKU in twenty is short on purpose and gets six tenths of its demand, rounded
 *    down, plus the losses: these orders run out and wait.
 * 4. Two warehouses: by SKU, all in the first, all in the second, three quarters to the first, or half and half
 *    (odd units go to the first).
 * 5. The choice of 3 and 4 is by the SKU's 32-bit FNV-1a hash h: short when h mod 20 = 7; split by (h div 20) mod 4.
 * 6. Everything is received on the day before the first order of the month.
 */
const COST_PERCENT = 45;
const MICROS_PER_CENT = 10_000;
const DEFAULT_PRICE_MICROS = 1_000_000;
const SHORT_EVERY = 20;
const SHORT_REMAINDER = 7;

/** Parts of four that the first warehouse gets, by the hash. */
const FIRST_WAREHOUSE_QUARTERS = [4, 0, 3, 2] as const;

export interface DemoItem {
  readonly sku: string;
  readonly title: string;
  readonly priceMicros: number;
  readonly unitCostMicros: number;
  /** units sold in the month */
  readonly demand: number;
  readonly short: boolean;
}

/** Opening receipt of one SKU in one warehouse; quantity > 0. */
export interface DemoOpening {
  readonly sku: string;
  /** 0 or 1 */
  readonly warehouse: 0 | 1;
  readonly quantity: number;
  readonly unitCostMicros: number;
  readonly valueMinor: number;
}

export interface DemoPlan {
  /** day before the first order */
  readonly openingOn: Day;
  /** last day with an order */
  readonly lastOn: Day;
  /** sorted by SKU */
  readonly items: readonly DemoItem[];
  /** codes of the data that are no goods, sorted by SKU */
  readonly charges: readonly { readonly sku: string; readonly kind: ChannelLineKind }[];
  /** sorted by SKU, then warehouse */
  readonly opening: readonly DemoOpening[];
  readonly openingValueMinor: number;
}

interface Seen {
  title: string | null;
  salePriceMicros: number | null;
  returnPriceMicros: number | null;
  demand: number;
  lost: number;
}

/** Unit cost of a reference price, both in micros: rule 2. */
export function demoUnitCost(priceMicros: number): number {
  return Math.max(1, mulDiv(priceMicros, COST_PERCENT, 100 * MICROS_PER_CENT)) * MICROS_PER_CENT;
}

/** 32-bit FNV-1a over the UTF-16 code units of a SKU (SKUs are ASCII). */
export function skuHash(sku: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < sku.length; at += 1) hash = Math.imul(hash ^ sku.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Opening quantities of a SKU in the two warehouses: rules 3 to 5. */
export function demoQuantities(sku: string, demand: number, lost: number): readonly [number, number] {
  const wanted = isShort(sku) ? floorDiv(demand * 6, 10) : demand + floorDiv(demand + 9, 10);
  const total = wanted + lost;
  const quarters = FIRST_WAREHOUSE_QUARTERS[floorDiv(skuHash(sku), SHORT_EVERY) % 4] ?? 4;
  const second = floorDiv(total * (4 - quarters), 4);
  return [total - second, second];
}

function isShort(sku: string): boolean {
  return skuHash(sku) % SHORT_EVERY === SHORT_REMAINDER;
}

function floorDiv(dividend: number, divisor: number): number {
  return mulDiv(dividend, 1, divisor, 'floor');
}

/**
 * Catalogue, costs and opening stock of the demo from the orders of its month. Reads the records once; memory grows with
 * the number of SKUs only. Rejected records count for nothing. Throws when there is no order at all.
 */
export async function planDemo(records: AsyncIterable<ChannelRecord>): Promise<DemoPlan> {
  const goods = new Map<string, Seen>();
  const charges = new Map<string, ChannelLineKind>();
  let firstOn: Day | null = null;
  let lastOn: Day | null = null;
  for await (const record of records) {
    if (record.type === 'rejected') continue;
    if (firstOn === null || record.placedOn < firstOn) firstOn = record.placedOn;
    if (lastOn === null || record.placedOn > lastOn) lastOn = record.placedOn;
    for (const line of record.lines) {
      if (isGoods(line.kind)) note(goods, line, record.kind === 'sale');
      else charges.set(line.sku, line.kind);
    }
  }
  if (firstOn === null || lastOn === null) throw new Error('no orders to plan the demo from');

  const bySku = [...goods].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const items = bySku.map(([sku, seen]): DemoItem => {
    const priceMicros = seen.salePriceMicros ?? seen.returnPriceMicros ?? DEFAULT_PRICE_MICROS;
    const title = seen.title ?? `Item ${sku}`;
    return {
      sku,
      title,
      priceMicros,
      unitCostMicros: demoUnitCost(priceMicros),
      demand: seen.demand,
      short: isShort(sku),
    };
  });
  const opening = items.flatMap(({ sku, demand, unitCostMicros }): DemoOpening[] => {
    const [first, second] = demoQuantities(sku, demand, goods.get(sku)?.lost ?? 0);
    const row = (warehouse: 0 | 1, quantity: number): DemoOpening[] =>
      quantity === 0 ? [] : [{ sku, warehouse, quantity, unitCostMicros, valueMinor: mulDiv(quantity, unitCostMicros, MICROS_PER_CENT) }];
    return [...row(0, first), ...row(1, second)];
  });
  return {
    openingOn: addDays(firstOn, -1),
    lastOn,
    items,
    charges: [...charges].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([sku, kind]) => ({ sku, kind })),
    opening,
    openingValueMinor: sumSafe(opening.map((row) => row.valueMinor)),
  };
}

function isGoods(kind: ChannelLineKind): boolean {
  return kind === 'item' || kind === 'stock-loss' || kind === 'stock-gain';
}

function note(goods: Map<string, Seen>, line: ChannelLine, isSale: boolean): void {
  let seen = goods.get(line.sku);
  if (seen === undefined) {
    seen = { title: null, salePriceMicros: null, returnPriceMicros: null, demand: 0, lost: 0 };
    goods.set(line.sku, seen);
  }
  seen.title ??= line.title;
  if (line.kind === 'stock-loss') seen.lost -= line.quantity;
  if (line.kind !== 'item') return;
  if (isSale) seen.demand += line.quantity;
  if (line.unitPriceMicros <= 0) return;
  if (isSale) seen.salePriceMicros ??= line.unitPriceMicros;
  else seen.returnPriceMicros ??= line.unitPriceMicros;
}
