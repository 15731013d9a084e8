import type { Minor } from '../../../../preload/contract/values/money.ts';
import { type Rate, worth } from '../../../../preload/contract/values/rate.ts';
import { exchangeLine, type LineDraft } from '../../accounting/index.ts';

/** A claim or a debt in another currency as it stood in the books, debit positive. */
export interface ForeignItem {
  readonly accountId: string;
  readonly itemKey: string;
  readonly partyId: string | null;
  readonly currency: string;
  readonly amount: Minor;
  readonly doc: Minor;
}

/** An item at the rate of the day. */
export interface Revalued extends ForeignItem {
  readonly worth: Minor;
  /** What it is worth more than it stands at: a gain above zero. */
  readonly difference: Minor;
}

/** What items of one currency are worth by a rate. */
export const revalue = (items: readonly ForeignItem[], rate: Rate, home: string): Revalued[] =>
  items.map((item) => {
    const now = worth(item.doc, item.currency, rate, home);
    return { ...item, worth: now, difference: now - item.amount };
  });

/** Each item to what it is worth; gains and losses that nobody has realised yet stand apart from each other. */
export function revaluationLines(items: readonly Revalued[], currency: string): LineDraft[] {
  const moved = items.filter((i) => i.difference !== 0);
  const sum = (of: (difference: Minor) => Minor) => moved.reduce((total, i) => total + of(i.difference), 0);
  return [
    ...moved.map(
      (i): LineDraft => ({
        account: { id: i.accountId },
        amount: i.difference,
        docCurrency: currency,
        docAmount: 0,
        itemKey: i.itemKey,
        ...(i.partyId === null ? {} : { partyId: i.partyId }),
      }),
    ),
    ...exchangeLine(-sum((d) => Math.max(d, 0)) + 0, currency, 'fx-unrealised'),
    ...exchangeLine(-sum((d) => Math.min(d, 0)) + 0, currency, 'fx-unrealised'),
  ];
}
