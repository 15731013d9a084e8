import type { Day } from '../../../preload/contract/values/day.ts';
import { allocate } from '../../../preload/contract/values/int.ts';
import type { Minor } from '../../../preload/contract/values/money.ts';
import type { CommandContext, LedgerRow } from '../../engine/context.ts';
import type { Whereabouts } from './costing/follow-units.ts';
import { pair } from './load-stock.ts';
import { type HeldLayer, ROLE_OF, type Trail } from './load-trail.ts';
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

/** What brought differences: its document, the entry the caller posts from the parts, and its day. */
export interface CorrectionHead {
  readonly source: { readonly kind: string; readonly id: string };
  readonly entryId: number;
  readonly on: Day;
  /** Role of the cost of units that were sold; cost of sales variance unless it is said. */
  readonly soldRole?: (itemId: string) => string | undefined;
  /** The units left before they came, and this is what their provisional cost was off by. */
  readonly provisional?: true;
}

type Difference = Pick<CostDifference, 'itemId' | 'qty' | 'value' | 'sourceLine'>;

/** What the units of each line that took some out cost, differences found later included, less what came back or moved on with them. */
export async function costOfOuts(ctx: CommandContext, trail: Trail): Promise<Map<number, Minor>> {
  const outs = trail.lines.filter((l) => l.kind === 'out');
  const onward = onwardOf(trail);
  const later = await laterOnOuts(ctx.tx, outs);
  return new Map(outs.map((l) => [l.lineId, l.value + (later.get(l.lineId) ?? 0) - (onward.get(l.lineId)?.value ?? 0)]));
}

/** Writes where differences of cost go: layers, pools, the value ledger and a correction per part. The journal is the caller's. */
export class CorrectionWriter {
  readonly #ctx: CommandContext;
  readonly #trail: Trail;
  readonly #touched = new Set<HeldLayer>();
  readonly #pools = new Map<string, { item_id: string; area_id: string; value: Minor }>();
  readonly #lines: LedgerRow<'valuation_line'>[] = [];
  readonly #corrections: LedgerRow<'cost_correction'>[] = [];

  readonly #costOfOuts: Map<number, Minor> | undefined;

  /** `costs`: what units that are gone cost, where a difference may not take more than that. */
  constructor(ctx: CommandContext, trail: Trail, costs: Map<number, Minor> | undefined) {
    this.#ctx = ctx;
    this.#trail = trail;
    this.#costOfOuts = costs;
  }

  /** Puts what units of a receipt cost more or less where they are; a receipt may have covered units that left before it. */
  spread(head: CorrectionHead, d: CostDifference): CostPart[] {
    const lines = this.#trail.inLinesOf.get(d.moveId) ?? [];
    const [first] = lines;
    const born = first && this.#trail.layers.get(first.layerId);
    if (!first || !born) throw new Error(`move ${d.moveId} brought nothing in`);
    if (born.method === 'standard') return [this.variance(head, d, first.lineId)];
    const places: { readonly inLine: number; readonly place: Whereabouts }[] = [];
    let before = 0;
    for (const { lineId, qty } of lines) {
      const from = Math.max(0, d.from - before);
      const part = Math.min(qty, d.from + d.qty - before) - from;
      if (part > 0) for (const place of this.#trail.units.follow(lineId, from, part)) places.push({ inLine: lineId, place });
      before += qty;
    }
    return this.#share(head, d, places);
  }

  /** Puts what units cost more or less that a line took out before they came where they went: those from `from` on. */
  spreadOut(head: CorrectionHead, d: Omit<CostDifference, 'moveId'>, outLineId: number): CostPart[] {
    const places = this.#trail.units.followOut(outLineId, d.from, d.qty);
    return this.#share(
      head,
      d,
      places.map((place) => ({ inLine: null, place })),
    );
  }

  /** A difference that is a price variance whole: units at standard cost never change. */
  variance(head: CorrectionHead, d: Difference, inLine: number | null): CostPart {
    return this.#gone(head, d, inLine, { role: 'ppv', outLineId: null, qty: d.qty, value: d.value });
  }

  /** Keeps that a line of the value ledger took a difference off what was owed, which says where it went beside it. */
  settled(head: CorrectionHead, d: Difference, adjustLineId: number, value: Minor): void {
    this.#keep(head, d, null, { adjust_line_id: adjustLineId, out_line_id: null, role: null, qty: 0, value });
  }

  #share(
    head: CorrectionHead,
    d: Difference,
    places: readonly { readonly inLine: number | null; readonly place: Whereabouts }[],
  ): CostPart[] {
    const values = allocate(
      d.value,
      places.map((p) => p.place.qty),
    );
    return places.flatMap(({ inLine, place }, i) => this.#put(head, d, inLine, place, values[i] ?? 0));
  }

  #put(head: CorrectionHead, d: Difference, inLine: number | null, place: Whereabouts, value: Minor): CostPart[] {
    const { qty } = place;
    if (place.kind === 'circle') return [this.#gone(head, d, inLine, { role: 'cogs-variance', outLineId: null, qty, value })];
    if (place.kind === 'gone') {
      const departure = this.#trail.departures.get(place.outLineId);
      const to = departure?.to ?? 'customer';
      const role = departure?.reasonRole ?? (to === 'customer' ? head.soldRole?.(d.itemId) : undefined) ?? ROLE_OF[to];
      return this.#after(head, d, inLine, { role, outLineId: place.outLineId, qty, value });
    }
    const layer = this.#trail.layers.get(place.layerId);
    if (!layer) throw new Error(`layer ${place.layerId} was not loaded`);
    if (layer.method === 'standard') return [this.#gone(head, d, inLine, { role: 'ppv', outLineId: null, qty, value })];
    const onto = Math.max(value, -layer.valueLeft);
    const beyond = value - onto;
    const parts: CostPart[] = [];
    if (onto !== 0) parts.push(this.#held(head, d, inLine, layer, qty, onto));
    if (beyond !== 0) parts.push(this.#gone(head, d, inLine, { role: 'cogs-variance', outLineId: null, qty: 0, value: beyond }));
    return parts;
  }

  /**
   * After units that are gone, as far as they cost something: under average they left at a mean, which may be less than their own price
   * falls by. What is beyond is the same variance, and no return brings it back.
   */
  #after(
    head: CorrectionHead,
    d: Difference,
    inLine: number | null,
    where: { role: string; outLineId: number; qty: number; value: Minor },
  ): CostPart[] {
    const { role, outLineId, value } = where;
    const cost = this.#costOfOuts?.get(outLineId);
    const onto = cost === undefined ? value : Math.max(value, -Math.max(0, cost));
    if (cost !== undefined) this.#costOfOuts?.set(outLineId, cost + onto);
    const parts = [this.#gone(head, d, inLine, { ...where, value: onto })];
    if (onto !== value) parts.push(this.#gone(head, d, inLine, { role, outLineId: null, qty: 0, value: value - onto }));
    return parts;
  }

  #held(head: CorrectionHead, d: Difference, inLine: number | null, layer: HeldLayer, qty: number, value: Minor): CostPart {
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
      entry_id: head.entryId,
      effective_on: head.on,
    });
    layer.valueLeft += value;
    this.#touched.add(layer);
    const pool = pair(layer.itemId, layer.areaId);
    const { itemId: item_id, areaId: area_id } = layer;
    this.#pools.set(pool, { item_id, area_id, value: (this.#pools.get(pool)?.value ?? layer.poolValue) + value });
    this.#keep(head, d, inLine, { adjust_line_id: id, out_line_id: null, role: null, qty, value });
    return { kind: 'stock', sourceLine: d.sourceLine, accountId: layer.accountId, qty, value };
  }

  #gone(
    head: CorrectionHead,
    d: Difference,
    inLine: number | null,
    where: { role: string; outLineId: number | null; qty: number; value: Minor },
  ): CostPart {
    const { role, outLineId, qty, value } = where;
    if (value !== 0) this.#keep(head, d, inLine, { adjust_line_id: null, out_line_id: outLineId, role, qty, value });
    return { kind: 'gone', sourceLine: d.sourceLine, role, qty, value };
  }

  #keep(
    head: CorrectionHead,
    d: Difference,
    in_line_id: number | null,
    where: Pick<LedgerRow<'cost_correction'>, 'adjust_line_id' | 'out_line_id' | 'role' | 'qty' | 'value'>,
  ): void {
    const { source, entryId: entry_id, on: effective_on } = head;
    this.#corrections.push({
      id: this.#ctx.nextId('cost_correction'),
      item_id: d.itemId,
      source_kind: source.kind,
      source_id: source.id,
      source_line: d.sourceLine,
      in_line_id,
      entry_id,
      effective_on,
      provisional: head.provisional ? 1 : 0,
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
