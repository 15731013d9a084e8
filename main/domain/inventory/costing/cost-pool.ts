import { decideCover } from './decide-cover.ts';
import { decideIssue, isShortage, type Shortage } from './decide-issue.ts';
import type { Arrival, Consumption, CostBasis, CostingMethod, Cover, OpenLayer, OwedLayer } from './model.ts';

interface LayerState extends OpenLayer {
  qtyLeft: number;
  valueLeft: number;
  /** Born in this command: its balance row is inserted, not updated. */
  readonly fresh: boolean;
  /** Whether anything was left on it before this command. */
  readonly wasOpen: boolean;
}

interface OwedState extends OwedLayer {
  covered: number;
  qtyOwed: number;
  valueOwed: number;
  readonly fresh: boolean;
}

/** A pool as the database holds it. `layers` are the open ones needed, in order of use; `owed` what left before it came, all of it. */
export interface StoredPool {
  readonly itemId: string;
  readonly areaId: string;
  readonly method: CostingMethod;
  readonly qty: number;
  readonly value: number;
  readonly runningLayerId: number | null;
  readonly layers: readonly OpenLayer[];
  readonly owed?: readonly OwedLayer[];
}

const before = (a: OpenLayer, b: OpenLayer) => a.effectiveAt < b.effectiveAt || (a.effectiveAt === b.effectiveAt && a.layerId < b.layerId);

/**
 * One cost pool (item x valuation area) while a command works on it: each decision is applied at once, so that several
 * moves of an item in one command see each other in order. Nothing here touches the database.
 *
 * A pool has layers or owes units, never both: what arrives covers what is owed first. `qty` and `value` are the sum of either.
 */
export class CostPool {
  readonly itemId: string;
  readonly areaId: string;
  method: CostingMethod;
  qty: number;
  value: number;
  runningLayerId: number | null;
  /** True when the pool has no row yet. */
  readonly fresh: boolean;
  readonly #layers: LayerState[];
  readonly #touched = new Map<number, LayerState>();
  readonly #owed: OwedState[];
  readonly #touchedOwed = new Map<number, OwedState>();
  /** What came in last in this command. */
  #lastIn: CostBasis | undefined;
  #head = 0;

  /** An unknown pool starts empty with the item's costing method. An empty pool takes on a method changed meanwhile. */
  constructor(itemId: string, areaId: string, itemMethod: CostingMethod, stored?: StoredPool) {
    this.itemId = itemId;
    this.areaId = areaId;
    const keep = stored !== undefined && (stored.qty !== 0 || stored.method === itemMethod);
    this.method = keep ? stored.method : itemMethod;
    this.qty = stored?.qty ?? 0;
    this.value = stored?.value ?? 0;
    this.runningLayerId = keep ? stored.runningLayerId : null;
    this.fresh = stored === undefined;
    // The emptied running layer of the method left behind is none of the new one's.
    this.#layers = (keep ? stored.layers : []).map((l) => ({ ...l, fresh: false, wasOpen: l.qtyLeft > 0 }));
    this.#owed = (stored?.owed ?? []).map((o) => ({ ...o, fresh: false }));
  }

  /** Units of an issue of `qty` that are not here: they leave before they came. */
  shortOf(qty: number): number {
    return Math.max(0, qty - Math.max(0, this.qty));
  }

  /** Takes units out that are not here yet, after all that was. The layer holds less than nothing until they are covered. */
  owe(owed: OwedLayer): void {
    const state = { ...owed, fresh: true };
    this.#owed.push(state);
    this.#touchedOwed.set(owed.layerId, state);
    this.qty -= owed.qtyOwed;
    this.value -= owed.valueOwed;
  }

  /** Lets an arrival cover what is owed, and says what is left of it. What it costs more or less than was thought stays out of the pool. */
  cover(arrival: { readonly qty: number; readonly value: number }): { readonly covers: readonly Cover[]; readonly rest: CostBasis } {
    const owing = this.#owed
      .filter((o) => o.qtyOwed > 0)
      .sort((a, b) => (a.effectiveAt === b.effectiveAt ? a.layerId - b.layerId : a.effectiveAt < b.effectiveAt ? -1 : 1));
    const { covers, rest } = decideCover(owing, arrival);
    this.#lastIn = rest.qty > 0 ? rest : covers.at(-1);
    for (const { layerId, qty, provisional } of covers) {
      const owed = owing.find((o) => o.layerId === layerId);
      if (!owed) throw new Error(`layer ${layerId} owes nothing`);
      owed.covered += qty;
      owed.qtyOwed -= qty;
      owed.valueOwed -= provisional;
      this.qty += qty;
      this.value += provisional;
      this.#touchedOwed.set(layerId, owed);
    }
    return { covers, rest };
  }

  /**
   * Takes `qty` out and says from which layers at what value, or what is missing (nothing is taken then). `firstLayerId`: a layer
   * that is used before the oldest, as far as it goes.
   */
  issue(qty: number, firstLayerId?: number): readonly Consumption[] | Shortage {
    const first = firstLayerId === undefined ? undefined : this.#layers.find((l) => l.layerId === firstLayerId);
    const decision = first
      ? decideIssue([first, ...this.#layers.slice(this.#head).filter((l) => l !== first)], qty)
      : decideIssue(this.#layers, qty, this.#head);
    if (isShortage(decision)) return decision;
    for (const c of decision) {
      // The next in order but where one was to be used first.
      const next = this.#layers[this.#head];
      const layer = next?.layerId === c.layerId ? next : this.#layers.find((l) => l.layerId === c.layerId);
      if (!layer) throw new Error(`layer ${c.layerId} is none of ${this.itemId} in ${this.areaId}`);
      layer.qtyLeft -= c.qty;
      layer.valueLeft -= c.value;
      this.qty -= c.qty;
      this.value -= c.value;
      this.#touched.set(layer.layerId, layer);
      while (this.method === 'fifo' && this.#layers[this.#head]?.qtyLeft === 0) this.#head += 1;
    }
    return decision;
  }

  /**
   * Takes goods in and returns the layer they landed on: a layer of their own under FIFO, the running layer otherwise.
   * `newLayerId` is asked only when a layer has to be born.
   */
  receive(arrival: Arrival, newLayerId: () => number): { readonly layerId: number; readonly born: boolean } {
    this.qty += arrival.qty;
    this.value += arrival.value;
    if (this.method !== 'fifo' && this.runningLayerId !== null) {
      const running = this.#layers[0];
      if (running?.layerId !== this.runningLayerId) throw new Error(`the running layer of ${this.itemId} in ${this.areaId} was not loaded`);
      running.qtyLeft += arrival.qty;
      running.valueLeft += arrival.value;
      this.#touched.set(running.layerId, running);
      return { layerId: running.layerId, born: false };
    }
    const layer: LayerState = {
      layerId: newLayerId(),
      qtyLeft: arrival.qty,
      valueLeft: arrival.value,
      effectiveAt: arrival.effectiveAt,
      effectiveOn: arrival.effectiveOn,
      fresh: true,
      wasOpen: false,
    };
    if (this.method === 'fifo') {
      let at = this.#layers.length;
      while (at > this.#head && before(layer, this.#layers[at - 1] as LayerState)) at -= 1;
      this.#layers.splice(at, 0, layer);
    } else {
      this.#layers.splice(0, this.#layers.length, layer);
      this.#head = 0;
      this.runningLayerId = layer.layerId;
    }
    this.#touched.set(layer.layerId, layer);
    return { layerId: layer.layerId, born: true };
  }

  /**
   * What a unit without a stated cost is valued at: the average, or under FIFO the newest layer. `newestStored` is the
   * newest layer the database knows, which need not be among the layers loaded for an issue.
   */
  basis(newestStored: OpenLayer | undefined, lastKnown: CostBasis | undefined): CostBasis | undefined {
    if (this.method !== 'fifo') return this.qty > 0 ? { qty: this.qty, value: this.value } : lastKnown;
    const last = this.#layers.at(-1);
    const own = last && last.qtyLeft > 0 ? last : undefined;
    if (own && (!newestStored || own.layerId === newestStored.layerId || before(newestStored, own)))
      return { qty: own.qtyLeft, value: own.valueLeft };
    return newestStored ? { qty: newestStored.qtyLeft, value: newestStored.valueLeft } : lastKnown;
  }

  /**
   * What a unit costs that leaves before it came: the average of what is here, under FIFO the newest layer, else what came in last. What
   * cost nothing says nothing. All open layers must be loaded.
   */
  provisionalBasis(lastKnown: CostBasis | undefined): CostBasis | undefined {
    const newest = this.#layers.findLast((l) => l.qtyLeft > 0);
    const here = this.method === 'fifo' ? newest && { qty: newest.qtyLeft, value: newest.valueLeft } : { qty: this.qty, value: this.value };
    return [here, this.#lastIn, lastKnown].find((b) => b !== undefined && b.qty > 0 && b.value > 0);
  }

  /** What is owed and was changed by this command, in order of first change. */
  changedOwed(): readonly (OwedLayer & { readonly fresh: boolean })[] {
    return [...this.#touchedOwed.values()];
  }

  /** Layers this command changed, in order of first change. */
  changedLayers(): readonly (OpenLayer & { readonly fresh: boolean; readonly wasOpen: boolean })[] {
    return [...this.#touched.values()];
  }
}
