import type { ComponentType } from 'react';
import type { OutputOf, QueryName } from '../client/operations.ts';

/** How many things wait for this person behind an entry of the rail; nought shows nothing. */
export interface RailCount<N extends QueryName = QueryName> {
  readonly operation: N;
  readonly of: (output: OutputOf<N>) => number;
}
/** Ties a count to its question, which takes no input. */
export const railCount = <N extends QueryName>(count: RailCount<N>): RailCount => count as unknown as RailCount;

/** What every screen gets: the named parts of its path. */
export interface ScreenProps {
  readonly params: Readonly<Record<string, string>>;
}

/** A screen as the frame knows it. The component is loaded when somebody goes there. */
export interface ScreenDef {
  /** `/orders/:id`; a part with a colon is handed to the screen. */
  readonly path: string;
  readonly title: string;
  /** Permission without which there is nothing to see here; spares the person the way. The engine decides at every question. */
  readonly needs?: string;
  /** Entry in the rail: its label, and the key that goes there after `G`. Screens without one are reached from others. */
  readonly rail?: { readonly label: string; readonly key: string; readonly count?: RailCount };
  /** Path of the rail entry this screen belongs under, where it has none of its own. */
  readonly under?: string;
  /**
   * Its name in the quiet line of its room, beside the others there. The rail stays short: a room has one entry in it and
   * names its further screens here, in the order of the list of screens.
   */
  readonly beside?: string;
  /** Where a room has many screens: the menu of that line this one stands in, by its name. */
  readonly among?: string;
  readonly load: () => Promise<{ readonly default: ComponentType<ScreenProps> }>;
}
