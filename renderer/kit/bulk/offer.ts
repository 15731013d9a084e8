import type { Ask } from '../action/action.ts';

/** What a screen offers to do with many rows of its list: one of the contract's bulk deeds, in words. */
export interface BulkOffer {
  /** The verb with its object: `Cancel orders`. */
  readonly verb: string;
  /** Command of `preload/contract/bulk.ts`; what it needs of a row the engine knows. */
  readonly operation: string;
  readonly asks?: readonly Ask[];
  /** What the input of all rows has in common, for what was answered. */
  readonly input?: (answers: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
  /** Path of a row's record, so that a refused row leads to it. */
  readonly path?: (id: string) => string;
  /** Takes goods, money or an order away: the button warns by its colour. */
  readonly grave?: boolean;
}
