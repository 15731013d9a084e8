import { noCostKnown, returnExceedsIssue } from '../../../preload/contract/inventory.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import { extend, type Minor } from '../../../preload/contract/values/money.ts';
import type { CommandContext, LedgerRow } from '../../engine/context.ts';
import type { ItemFacts } from '../catalog/index.ts';
import { CostPool } from './costing/cost-pool.ts';
import { isShortage } from './costing/decide-issue.ts';
import { decideGain, decideReceipt } from './costing/decide-receipt.ts';
import { decideReturn, type IssuedLine, isExcess } from './costing/decide-return.ts';
import { decideTransfer } from './costing/decide-transfer.ts';
import type { Arrival, Consumption, CostBasis, OpenLayer } from './costing/model.ts';
import { loadLastCostsAnywhere, loadOwed, writeOwed } from './load-owed.ts';
import {
  addLayer,
  type ItemPair,
  loadIssues,
  loadLastCosts,
  loadLayersOf,
  loadNewestLayers,
  loadOpenLayers,
  loadPools,
  type PlacedLayer,
  pair,
} from './load-stock.ts';
import type { LocationFacts, MoveDraft, MoveResult } from './model.ts';
import { TrueUps } from './true-up.ts';

type ValueIn = NonNullable<MoveResult['in']>;
type ValueOut = NonNullable<MoveResult['out']>;
type Area = { readonly areaId: string; readonly accountId: string; readonly warehouseId: string | null };

const sum = (parts: readonly { readonly value: Minor }[]) => parts.reduce((total, p) => total + p.value, 0);

const openOf = (layer: { readonly qtyLeft: number }): 0 | 1 => (layer.qtyLeft > 0 ? 1 : 0);

/** Area and account of a place; undefined outside the company's stock. */
function areaOf(place: LocationFacts): Area | undefined {
  return place.areaId !== null && place.accountId !== null
    ? { areaId: place.areaId, accountId: place.accountId, warehouseId: place.warehouseId }
    : undefined;
}

/**
 * The value side of a batch of moves: cost pools and their layers, what each issue consumes and each arrival is worth.
 * Loaded once, decided in memory move by move, written once.
 */
export class StockValue {
  readonly #ctx: CommandContext;
  readonly #pools = new Map<string, CostPool>();
  #newest = new Map<string, OpenLayer>();
  #lastCosts = new Map<string, CostBasis>();
  #issued = new Map<number, (IssuedLine & { readonly itemId: string })[]>();
  #back = new Map<number, CostBasis>();
  /** Open layers by the move that made them, for goods that leave the layer they came on. */
  #firstLayers: ReadonlyMap<number, PlacedLayer> = new Map();
  readonly #layers: LedgerRow<'cost_layer'>[] = [];
  readonly #lines: LedgerRow<'valuation_line'>[] = [];
  /** Last costs of items of which more may leave than is there, whatever the area. */
  #anywhere: ReadonlyMap<string, CostBasis> = new Map();
  readonly trueUps: TrueUps;

  private constructor(ctx: CommandContext) {
    this.#ctx = ctx;
    this.trueUps = new TrueUps(ctx);
  }

  /** Loads the pools these moves touch, with as many open layers as their issues can consume. */
  static async load(
    ctx: CommandContext,
    drafts: readonly MoveDraft[],
    places: ReadonlyMap<string, LocationFacts>,
    items: ReadonlyMap<string, ItemFacts>,
  ): Promise<StockValue> {
    const value = new StockValue(ctx);
    const pools = new Map<string, ItemPair & { asked: number }>();
    const unpriced = new Map<string, ItemPair>();
    const returned: number[] = [];
    for (const d of drafts) {
      const from = places.get(d.fromLocationId)?.areaId;
      const to = places.get(d.toLocationId)?.areaId;
      if (from === to) continue;
      for (const areaId of [from, to]) {
        if (!areaId) continue;
        const key = pair(d.itemId, areaId);
        const known = pools.get(key) ?? { item_id: d.itemId, other_id: areaId, asked: 0 };
        if (areaId === from) known.asked += d.qty;
        pools.set(key, known);
        if (!from && d.cost?.kind === 'default') unpriced.set(key, { item_id: d.itemId, other_id: areaId });
      }
      if (!from && d.cost?.kind === 'return') returned.push(...d.cost.ofMoveIds);
    }
    const stored = await loadPools(
      ctx.tx,
      [...pools.values()].map(({ item_id, other_id }) => ({ item_id, other_id })),
    );
    const issuing = [...pools].filter(([key, p]) => p.asked > 0 && stored.get(key)?.method === 'fifo').map(([, p]) => p);
    const layers = await loadOpenLayers(ctx.tx, issuing);
    value.#firstLayers = await loadLayersOf(
      ctx.tx,
      drafts.flatMap((d) => d.broughtBy ?? []),
    );
    for (const first of value.#firstLayers.values()) addLayer(layers, first);
    const owed = await loadOwed(
      ctx.tx,
      [...pools].filter(([key]) => (stored.get(key)?.qty ?? 0) < 0).map(([, p]) => p),
    );
    const short = [...pools].filter(([key, p]) => p.asked > 0 && p.asked > (stored.get(key)?.qty ?? 0));
    for (const [key, { item_id, other_id }] of short) unpriced.set(key, { item_id, other_id });
    value.#anywhere = await loadLastCostsAnywhere(
      ctx.tx,
      short.map(([, p]) => p.item_id),
    );
    for (const [key, p] of pools) {
      const item = items.get(p.item_id);
      if (!item) throw new Error(`item ${p.item_id} was not loaded`);
      const row = stored.get(key);
      const open = layers.get(key);
      value.#pools.set(
        key,
        new CostPool(p.item_id, p.other_id, item.costing, row && { ...row, layers: open ?? row.layers, owed: owed.get(key) ?? [] }),
      );
    }
    if (unpriced.size > 0) {
      const pairs = [...unpriced.values()];
      value.#newest = await loadNewestLayers(ctx.tx, pairs);
      value.#lastCosts = await loadLastCosts(ctx.tx, pairs);
    }
    if (returned.length > 0) {
      const { issued, back } = await loadIssues(ctx.tx, returned);
      value.#issued = issued;
      value.#back = back;
    }
    return value;
  }

  /** Values one move. Nothing happens between places of one valuation area, or between two places outside. */
  move(moveId: number, draft: MoveDraft, from: LocationFacts, to: LocationFacts, item: ItemFacts): Pick<MoveResult, 'in' | 'out'> {
    const source = areaOf(from);
    const target = areaOf(to);
    if (source?.areaId === target?.areaId) return { out: null, in: null };
    if (!source) return { out: null, in: target ? this.#arrive(moveId, draft, target, item) : null };
    const { out, arrivals } = this.#issue(moveId, draft, source, item);
    if (!target) return { out, in: null };
    for (const arrival of arrivals) this.#land(moveId, draft, target, arrival);
    const { areaId, accountId } = target;
    return { out, in: { areaId, accountId, value: out.value, ppv: 0 } };
  }

  #poolOf(itemId: string, areaId: string): CostPool {
    const pool = this.#pools.get(pair(itemId, areaId));
    if (!pool) throw new Error(`pool of ${itemId} in ${areaId} was not loaded`);
    return pool;
  }

  #issue(moveId: number, draft: MoveDraft, area: Area, item: ItemFacts): { readonly out: ValueOut; readonly arrivals: readonly Arrival[] } {
    const pool = this.#poolOf(draft.itemId, area.areaId);
    const first = draft.broughtBy === undefined ? undefined : this.#firstLayers.get(draft.broughtBy);
    const short = pool.shortOf(draft.qty);
    const provisional = short > 0 ? this.#provisional(short, pool, item) : 0;
    const consumed = pool.issue(draft.qty - short, first?.areaId === area.areaId ? first.layerId : undefined);
    // The pool holds enough, so its layers must: anything else is a gap between the two, and ours.
    if (isShortage(consumed)) throw new Error(`layers of ${draft.itemId} in ${area.areaId} miss ${consumed.missing}`);
    const taken = short > 0 ? [...consumed, this.#owedLayer(draft, pool, short, provisional)] : consumed;
    const lineIds = taken.map((c) =>
      this.#line(moveId, draft, area, 'out', { layerId: c.layerId, qty: -c.qty, value: -c.value + 0, originLineId: null }),
    );
    const owed = short > 0 ? taken.at(-1) : undefined;
    if (owed) {
      const { layerId, effectiveAt, effectiveOn } = owed;
      pool.owe({ layerId, effectiveAt, effectiveOn, outLineId: lineIds.at(-1) ?? 0, covered: 0, qtyOwed: short, valueOwed: provisional });
    }
    const { areaId, accountId } = area;
    return { out: { areaId, accountId, value: sum(taken) }, arrivals: decideTransfer(taken, lineIds) };
  }

  /** A layer for units that leave before they came. */
  #owedLayer(draft: MoveDraft, pool: CostPool, qty: number, value: Minor): Consumption {
    const layerId = this.#ctx.nextId('cost_layer');
    const { at: effectiveAt, on: effectiveOn } = draft;
    this.#bear(draft, pool, layerId, { qty: -qty, value: -value, effectiveAt, effectiveOn, parentLayerId: null });
    return { layerId, qty, value, effectiveAt, effectiveOn };
  }

  /**
   * What units are valued at that leave before they came: standard, or the average of what is there, the newest layer, what came in last, in this area or
   * anywhere, and a standard cost where nothing ever came. Refused where no cost was ever known: nothing leaves at nothing.
   */
  #provisional(qty: number, pool: CostPool, item: ItemFacts): Minor {
    const standard = item.standardCostMicros === null ? undefined : this.#extended(qty, item, item.standardCostMicros);
    const basis =
      pool.method === 'standard'
        ? undefined
        : (pool.provisionalBasis(this.#lastCosts.get(pair(pool.itemId, pool.areaId))) ?? this.#anywhere.get(pool.itemId));
    const value = decideGain(basis, qty) ?? standard;
    if (value === undefined) throw refuse(noCostKnown, { itemId: item.id, sku: item.sku });
    return value;
  }

  #arrive(moveId: number, draft: MoveDraft, area: Area, item: ItemFacts): ValueIn {
    const { areaId, accountId } = area;
    if (draft.cost?.kind === 'return') {
      const arrivals = this.#comeBack(draft, draft.cost.ofMoveIds, item);
      for (const arrival of arrivals) this.#land(moveId, draft, area, arrival);
      return { areaId, accountId, value: sum(arrivals), ppv: 0 };
    }
    const pool = this.#poolOf(draft.itemId, area.areaId);
    const standard = item.standardCostMicros === null ? undefined : this.#extended(draft.qty, item, item.standardCostMicros);
    const cost = this.#statedCost(draft, pool, item, standard);
    const decided = cost === undefined ? undefined : decideReceipt(pool.method, cost, standard);
    if (!decided) throw refuse(noCostKnown, { itemId: item.id, sku: item.sku });
    const { at: effectiveAt, on: effectiveOn, qty } = draft;
    this.#land(moveId, draft, area, { qty, value: decided.value, effectiveAt, effectiveOn, parentLayerId: null, originLineId: null });
    return { areaId, accountId, ...decided };
  }

  #extended(qty: number, item: ItemFacts, micros: number): Minor {
    return extend(qty, item.stepsPerUnit, micros, this.#ctx.company.currency);
  }

  #statedCost(draft: MoveDraft, pool: CostPool, item: ItemFacts, standard: Minor | undefined): Minor | undefined {
    const { cost, qty } = draft;
    switch (cost?.kind) {
      case 'value':
        return cost.value;
      case 'unit':
        return this.#extended(qty, item, cost.micros);
      case 'default': {
        if (pool.method === 'standard') return standard;
        const key = pair(pool.itemId, pool.areaId);
        const known = decideGain(pool.basis(this.#newest.get(key), this.#lastCosts.get(key)), qty);
        return known ?? standard;
      }
      default:
        throw new Error(`a move of ${draft.itemId} into ${pool.areaId} states no cost`);
    }
  }

  #comeBack(draft: MoveDraft, ofMoveIds: readonly number[], item: ItemFacts): readonly Arrival[] {
    const lines = ofMoveIds.flatMap((id) => (this.#issued.get(id) ?? []).filter((l) => l.itemId === draft.itemId));
    const decided = decideReturn(
      lines.sort((a, b) => a.lineId - b.lineId),
      this.#back,
      draft.qty,
    );
    if (isExcess(decided))
      throw refuse(returnExceedsIssue, { itemId: item.id, sku: item.sku, asked: draft.qty, returnable: decided.returnable });
    for (const arrival of decided) {
      if (arrival.originLineId === null) continue;
      const earlier = this.#back.get(arrival.originLineId);
      this.#back.set(arrival.originLineId, { qty: (earlier?.qty ?? 0) + arrival.qty, value: (earlier?.value ?? 0) + arrival.value });
    }
    return decided;
  }

  /** Goods come in: what is owed of them first, the rest lies in stock. */
  #land(moveId: number, draft: MoveDraft, area: Area, arrival: Arrival): void {
    const pool = this.#poolOf(draft.itemId, area.areaId);
    const { itemId, source } = draft;
    const { originLineId } = arrival;
    const { covers, rest } = pool.cover(arrival);
    for (const cover of covers) {
      this.#line(moveId, draft, area, 'in', { layerId: cover.layerId, qty: cover.qty, value: cover.value, originLineId });
      this.trueUps.add({ cover, itemId, ...area, method: pool.method, source, on: cover.leftOn > draft.on ? cover.leftOn : draft.on });
    }
    if (rest.qty === 0) return;
    const left = { ...arrival, ...rest };
    const { layerId, born } = pool.receive(left, () => this.#ctx.nextId('cost_layer'));
    if (born) this.#bear(draft, pool, layerId, left);
    this.#line(moveId, draft, area, 'in', { layerId, ...rest, originLineId });
  }

  #bear(draft: MoveDraft, pool: CostPool, layerId: number, born: Omit<Arrival, 'originLineId'>): void {
    this.#layers.push({
      id: layerId,
      item_id: draft.itemId,
      area_id: pool.areaId,
      method: pool.method,
      effective_at: born.effectiveAt,
      effective_on: born.effectiveOn,
      source_kind: draft.source.kind,
      source_id: draft.source.id,
      parent_layer_id: born.parentLayerId,
      qty_in: born.qty,
      value_in: born.value,
    });
  }

  #line(
    moveId: number,
    draft: MoveDraft,
    area: Area,
    kind: 'in' | 'out',
    what: { readonly layerId: number; readonly qty: number; readonly value: Minor; readonly originLineId: number | null },
  ): number {
    const id = this.#ctx.nextId('valuation_line');
    this.#lines.push({
      id,
      layer_id: what.layerId,
      item_id: draft.itemId,
      area_id: area.areaId,
      kind,
      qty: what.qty,
      value: what.value,
      move_id: moveId,
      origin_line_id: what.originLineId,
      // An entry whose lines are all zero is not posted, so a line without value must not point at one.
      entry_id: what.value === 0 ? null : draft.entryId,
      effective_on: draft.on,
    });
    return id;
  }

  /** Writes layers, valuation lines and the balances of layers and pools. The moves must be in the ledger before, `trueUps` are posted after. */
  async write(): Promise<void> {
    const ctx = this.#ctx;
    await ctx.append('cost_layer', this.#layers);
    await ctx.append('valuation_line', [...this.#lines, ...(await this.trueUps.lines())]);
    const pools = [...this.#pools.values()];
    const layers = pools.flatMap((pool) => pool.changedLayers().map((layer) => ({ pool, layer })));
    await ctx.tx.updateMany(
      'cost_layer_balance',
      ['layer_id'],
      layers
        .filter(({ layer }) => !layer.fresh)
        .map(({ layer }) => ({
          layer_id: layer.layerId,
          qty_left: layer.qtyLeft,
          value_left: layer.valueLeft,
          // Left out as long as it stays: a column of an index's condition is dear to set.
          ...(layer.wasOpen === layer.qtyLeft > 0 ? {} : { open: openOf(layer) }),
        })),
    );
    await ctx.tx.insertMany(
      'cost_layer_balance',
      layers
        .filter(({ layer }) => layer.fresh)
        .map(({ pool, layer }) => ({
          layer_id: layer.layerId,
          item_id: pool.itemId,
          area_id: pool.areaId,
          effective_at: layer.effectiveAt,
          effective_on: layer.effectiveOn,
          qty_left: layer.qtyLeft,
          value_left: layer.valueLeft,
          open: openOf(layer),
          owed: 0 as const,
        })),
    );
    await writeOwed(ctx.tx, pools);
    const row = (p: CostPool) => ({
      item_id: p.itemId,
      area_id: p.areaId,
      method: p.method,
      running_layer_id: p.runningLayerId,
      qty: p.qty,
      value: p.value,
    });
    await ctx.tx.updateMany('cost_pool_balance', ['item_id', 'area_id'], pools.filter((p) => !p.fresh).map(row));
    await ctx.tx.insertMany('cost_pool_balance', pools.filter((p) => p.fresh).map(row));
  }
}
