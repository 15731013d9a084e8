import type { Day } from '../../../preload/contract/values/day.ts';
import { allocate } from '../../../preload/contract/values/int.ts';
import type { Minor } from '../../../preload/contract/values/money.ts';
import type { CommandContext, LedgerRow } from '../../engine/context.ts';
import type { LineDraft } from '../accounting/index.ts';
import type { Whereabouts } from './costing/follow-units.ts';
import { pair } from './load-stock.ts';
import { type HeldLayer, loadTrail, ROLE_OF, type Trail } from './load-trail.ts';
import { laterOnOuts, onwardOf } from './replay-pool.ts';

/** What units of a receipt cost more (positive) or less than they came in at: those from `from` on, counted within its move. */
export interface CostDifference {
  readonly itemId: string;
  readonly moveId: number;
  readonly from: number;
  readonly qty: number;
  readonly value: Minor;
  /** Line of the document that brought the difference. */
  readonly sourceLine: number;
}

/** Where a part of a difference goes: onto stock, debit `accountId`; or after units that are gone, debit the account of `role`. */
export type CostPart =
  | { readonly kind: 'stock'; readonly sourceLine: number; readonly accountId: string; readonly qty: number; readonly value: Minor }
  | { readonly kind: 'gone'; readonly sourceLine: number; readonly role: string; readonly qty: number; readonly value: Minor };

interface Head {
  readonly source: { readonly kind: string; readonly id: string };
  /** Entry the caller posts from the parts. */
  readonly entryId: number;
  readonly on: Day;
}

/**
 * Puts differences of cost where their units are: on the layers that hold them, wherever they moved on to, and on variance accounts for
 * those that left (sold, scrapped, lost, given back). Split by units, exact to the minor unit. Units at standard cost go to `ppv`
 * whole. Neither a layer nor units that left fall below nothing: what a fall in price would take beyond is variance, and no return brings it back.
 *
 * Writes layers, pools and the value ledger; the caller posts an entry with `entryId` from the parts (`differencePosting`).
 */
export async function adjustCosts(ctx: CommandContext, head: Head, differences: readonly CostDifference[]): Promise<CostPart[]> {
  const worth = differences.filter((d) => d.value !== 0 && d.qty > 0);
  if (worth.length === 0) return [];
  const trail = await loadTrail(ctx.tx, worth);
  // Only a fall in price can take more than there is.
  const falls = worth.some((d) => d.value < 0);
  const writer = new CorrectionWriter(ctx, head, trail, falls ? await costOfOuts(ctx, trail) : undefined);
  const parts = worth.flatMap((d) => writer.spread(d));
  await writer.write();
  return parts;
}

/** What the units of each line that took some out cost, differences found later included, less what came back or moved on with them. */
async function costOfOuts(ctx: CommandContext, trail: Trail): Promise<Map<number, Minor>> {
  const outs = trail.lines.filter((l) => l.kind === 'out');
  const onward = onwardOf(trail);
  const later = await laterOnOuts(ctx.tx, outs);
  return new Map(outs.map((l) => [l.lineId, l.value + (later.get(l.lineId) ?? 0) - (onward.get(l.lineId)?.value ?? 0)]));
}

class CorrectionWriter {
  readonly #ctx: CommandContext;
  readonly #costOfOuts: Map<number, Minor> | undefined;
  readonly #head: Head;
  readonly #trail: Trail;
  readonly #touched = new Set<HeldLayer>();
  readonly #pools = new Map<string, { item_id: string; area_id: string; value: Minor }>();
  readonly #lines: LedgerRow<'valuation_line'>[] = [];
  readonly #corrections: LedgerRow<'cost_correction'>[] = [];

  constructor(ctx: CommandContext, head: Head, trail: Trail, costs: Map<number, Minor> | undefined) {
    this.#ctx = ctx;
    this.#costOfOuts = costs;
    this.#head = head;
    this.#trail = trail;
  }

  spread(d: CostDifference): CostPart[] {
    const inLine = this.#trail.inLineOf.get(d.moveId);
    const born = inLine === undefined ? undefined : this.#trail.layers.get(this.#trail.layerOf.get(inLine) ?? 0);
    if (inLine === undefined || !born) throw new Error(`move ${d.moveId} brought nothing in`);
    if (born.method === 'standard') return [this.#gone(d, inLine, { role: 'ppv', outLineId: null, qty: d.qty, value: d.value })];
    const places = this.#trail.units.follow(inLine, d.from, d.qty);
    const values = allocate(
      d.value,
      places.map((p) => p.qty),
    );
    return places.flatMap((place, i) => this.#put(d, inLine, place, values[i] ?? 0));
  }

  #put(d: CostDifference, inLine: number, place: Whereabouts, value: Minor): CostPart[] {
    const { qty } = place;
    if (place.kind === 'gone') {
      const departure = this.#trail.departures.get(place.outLineId);
      const role = departure?.reasonRole ?? ROLE_OF[departure?.to ?? 'customer'];
      return this.#after(d, inLine, { role, outLineId: place.outLineId, qty, value });
    }
    const layer = this.#trail.layers.get(place.layerId);
    if (!layer) throw new Error(`layer ${place.layerId} was not loaded`);
    if (layer.method === 'standard') return [this.#gone(d, inLine, { role: 'ppv', outLineId: null, qty, value })];
    const onto = Math.max(value, -layer.valueLeft);
    const beyond = value - onto;
    const parts: CostPart[] = [];
    if (onto !== 0) parts.push(this.#held(d, inLine, layer, qty, onto));
    if (beyond !== 0) parts.push(this.#gone(d, inLine, { role: 'cogs-variance', outLineId: null, qty: 0, value: beyond }));
    return parts;
  }

  /**
   * After units that are gone, as far as they cost something: under average they left at a mean, which may be less than their own price
   * falls by. What is beyond is the same variance, and no return brings it back.
   */
  #after(d: CostDifference, inLine: number, where: { role: string; outLineId: number; qty: number; value: Minor }): CostPart[] {
    const { role, outLineId, value } = where;
    const cost = this.#costOfOuts?.get(outLineId);
    const onto = cost === undefined ? value : Math.max(value, -Math.max(0, cost));
    if (cost !== undefined) this.#costOfOuts?.set(outLineId, cost + onto);
    const parts = [this.#gone(d, inLine, { ...where, value: onto })];
    if (onto !== value) parts.push(this.#gone(d, inLine, { role, outLineId: null, qty: 0, value: value - onto }));
    return parts;
  }

  #held(d: CostDifference, inLine: number, layer: HeldLayer, qty: number, value: Minor): CostPart {
    const id = this.#ctx.nextId('valuation_line');
    this.#lines.push({
      id,
      layer_id: layer.layerId,
      item_id: layer.itemId,
      area_id: layer.areaId,
      kind: 'adjust',
      qty: 0,
      value,
      move_id: null,
      origin_line_id: null,
      entry_id: this.#head.entryId,
      effective_on: this.#head.on,
    });
    layer.valueLeft += value;
    this.#touched.add(layer);
    const pool = pair(layer.itemId, layer.areaId);
    const { itemId: item_id, areaId: area_id } = layer;
    this.#pools.set(pool, { item_id, area_id, value: (this.#pools.get(pool)?.value ?? layer.poolValue) + value });
    this.#keep(d, inLine, { adjust_line_id: id, out_line_id: null, role: null, qty, value });
    return { kind: 'stock', sourceLine: d.sourceLine, accountId: layer.accountId, qty, value };
  }

  #gone(d: CostDifference, inLine: number, where: { role: string; outLineId: number | null; qty: number; value: Minor }): CostPart {
    const { role, outLineId, qty, value } = where;
    if (value !== 0) this.#keep(d, inLine, { adjust_line_id: null, out_line_id: outLineId, role, qty, value });
    return { kind: 'gone', sourceLine: d.sourceLine, role, qty, value };
  }

  #keep(
    d: CostDifference,
    in_line_id: number,
    where: Pick<LedgerRow<'cost_correction'>, 'adjust_line_id' | 'out_line_id' | 'role' | 'qty' | 'value'>,
  ): void {
    const { source, entryId: entry_id, on: effective_on } = this.#head;
    this.#corrections.push({
      id: this.#ctx.nextId('cost_correction'),
      item_id: d.itemId,
      source_kind: source.kind,
      source_id: source.id,
      source_line: d.sourceLine,
      in_line_id,
      entry_id,
      effective_on,
      ...where,
    });
  }

  async write(): Promise<void> {
    const ctx = this.#ctx;
    await ctx.append('valuation_line', this.#lines);
    await ctx.append('cost_correction', this.#corrections);
    await ctx.tx.updateMany(
      'cost_layer_balance',
      ['layer_id'],
      [...this.#touched].map((l) => ({ layer_id: l.layerId, value_left: l.valueLeft })),
    );
    await ctx.tx.updateMany('cost_pool_balance', ['item_id', 'area_id'], [...this.#pools.values()]);
  }
}

/** Journal lines of spread differences: debit where they went, one line per account. The other side is the caller's. */
export function differencePosting(parts: readonly CostPart[], warehouseId?: string): LineDraft[] {
  const amounts = new Map<string, LineDraft>();
  for (const part of parts) {
    const account = part.kind === 'stock' ? { id: part.accountId } : { role: part.role };
    const key = JSON.stringify(account);
    const known = amounts.get(key);
    amounts.set(key, { account, amount: (known?.amount ?? 0) + part.value, ...(warehouseId === undefined ? {} : { warehouseId }) });
  }
  return [...amounts.values()];
}
