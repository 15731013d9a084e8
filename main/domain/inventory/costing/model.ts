import type { Day } from '../../../../preload/contract/values/day.ts';
import type { Instant } from '../../../../preload/contract/values/instant.ts';
import type { Minor } from '../../../../preload/contract/values/money.ts';

/** How cost leaves a pool: oldest layer first, moving average, or a fixed standard with variances beside it. */
export type CostingMethod = 'fifo' | 'average' | 'standard';

/** When goods first came in. Kept through moves between areas and returns, so that FIFO order survives them. */
export interface Origin {
  readonly effectiveAt: Instant;
  readonly effectiveOn: Day;
}

/** A layer with something left. `qtyLeft` in steps, `valueLeft` in minor units; unit cost is derived, never stored. */
export interface OpenLayer extends Origin {
  readonly layerId: number;
  readonly qtyLeft: number;
  readonly valueLeft: Minor;
}

/** What an issue takes out of one layer. Quantity and value are positive. */
export interface Consumption extends Origin {
  readonly layerId: number;
  readonly qty: number;
  readonly value: Minor;
}

/** What comes into a pool as one piece: a receipt, or part of an issue carried on with its first date and its cost. */
export interface Arrival extends Origin {
  readonly qty: number;
  readonly value: Minor;
  /** Layer the cost comes from; null for goods new to the company. */
  readonly parentLayerId: number | null;
  /** Valuation line whose cost is carried on; null for goods new to the company. */
  readonly originLineId: number | null;
}

/** Value per quantity, as a ratio: what a unit without a stated cost is valued at. */
export interface CostBasis {
  readonly qty: number;
  readonly value: Minor;
}

/**
 * Units that left a pool before they came, at a provisional cost, until what comes next covers them. `qtyOwed` in steps and `valueOwed` in minor
 * units are what is still to be covered, both positive.
 */
export interface OwedLayer extends Origin {
  readonly layerId: number;
  /** Line that took the units out, and how many of them are covered. */
  readonly outLineId: number;
  readonly covered: number;
  readonly qtyOwed: number;
  readonly valueOwed: Minor;
}

/** Units that arrive for some that left before they came: those from `from` on, counted within the line that took them out. */
export interface Cover {
  readonly layerId: number;
  readonly outLineId: number;
  readonly from: number;
  readonly qty: number;
  /** What they come in at, and what they had left at. */
  readonly value: Minor;
  readonly provisional: Minor;
  /** Day they left. */
  readonly leftOn: Day;
}
