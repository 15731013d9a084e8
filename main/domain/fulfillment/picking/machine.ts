import type { WaveState } from '../../../../preload/contract/fulfillment-picking.ts';

/**
 * States of an order in a wave and what leads from one to the next. A wave stands where the order stands that is furthest behind.
 * SQL refuses every other change (triggers in db/schema/picking.ts).
 */
export const PICK_MACHINE: readonly { readonly from: WaveState; readonly to: WaveState; readonly when: string }[] = [
  { from: 'released', to: 'picking', when: 'the first scan or pick of the order' },
  { from: 'released', to: 'picked', when: 'a single pick was everything' },
  { from: 'picking', to: 'picked', when: 'no task is open and goods stand in staging' },
  { from: 'picked', to: 'packed', when: 'all staged goods are in packed parcels' },
  { from: 'packed', to: 'picked', when: 'a parcel is opened again' },
  { from: 'picked', to: 'shipped', when: 'everything staged was handed over' },
  { from: 'packed', to: 'shipped', when: 'everything staged was handed over' },
  { from: 'released', to: 'cancelled', when: 'taken out of the wave, or nothing is wanted any more' },
  { from: 'picking', to: 'cancelled', when: 'taken out of the wave, or nothing is wanted any more' },
  { from: 'picked', to: 'cancelled', when: 'all of it is to be put back' },
  { from: 'packed', to: 'cancelled', when: 'all of it is to be put back' },
];

/** Whether an order in a wave may go from one state to another (staying is not a transition). */
export const mayFollow = (from: WaveState, to: WaveState): boolean => PICK_MACHINE.some((t) => t.from === from && t.to === to);

const ADVANCE = ['released', 'picking', 'picked', 'packed', 'shipped'] as const;

/** What an order in a wave has come to. Quantities in steps. */
export interface Progress {
  readonly openTasks: number;
  readonly begun: boolean;
  readonly staged: number;
  /** Of the staged goods, what is in packed parcels. */
  readonly packed: number;
  /** Picked and not put back, shipped or not. */
  readonly kept: number;
}

/** Where an order of a wave stands: it follows from its tasks and goods and is never set by hand. */
export function stateOf({ openTasks, begun, staged, packed, kept }: Progress): WaveState {
  if (openTasks > 0) return begun ? 'picking' : 'released';
  if (staged > 0) return packed === staged ? 'packed' : 'picked';
  return kept > 0 ? 'shipped' : 'cancelled';
}

/** Where a wave stands with orders in these states. */
export function stateOfWave(orders: readonly WaveState[]): WaveState {
  const going: readonly WaveState[] = orders.filter((s) => s !== 'cancelled');
  if (going.length === 0) return 'cancelled';
  const begun = going.some((s) => s !== 'released');
  const behind = ADVANCE.find((s) => going.includes(s)) ?? 'shipped';
  return behind === 'released' && begun ? 'picking' : behind;
}
