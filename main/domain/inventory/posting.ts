import type { Minor } from '../../../preload/contract/values/money.ts';
import type { LineDraft } from '../accounting/index.ts';
import type { MoveResult } from './model.ts';

/** What a batch of moves did to each inventory account, and what is left for the caller to post against. */
export interface StockPosting {
  /** Dr per account taken in, Cr per account given out, in order of first use. */
  readonly lines: readonly LineDraft[];
  /** Value taken in less value given out: the amount the other side of the entry has to carry, credit. */
  readonly net: Minor;
  /** Purchase price variance beside it (standard cost): debit when positive. */
  readonly ppv: Minor;
}

/**
 * Inventory lines of an entry from the results of `moveStock`: one debit and one credit line per account and item area.
 * `warehouseOf` names the warehouse dimension of an area, where it has one.
 */
export function stockPosting(results: readonly MoveResult[], warehouseOf: (areaId: string) => string | null = () => null): StockPosting {
  const amounts = new Map<string, { accountId: string; areaId: string; amount: Minor }>();
  let net = 0;
  let ppv = 0;
  const add = (side: 'in' | 'out', areaId: string, accountId: string, amount: Minor) => {
    const key = `${side}|${areaId}`;
    const known = amounts.get(key);
    if (known) known.amount += amount;
    else amounts.set(key, { accountId, areaId, amount });
    net += amount;
  };
  for (const { in: into, out } of results) {
    if (into) {
      add('in', into.areaId, into.accountId, into.value);
      ppv += into.ppv;
    }
    if (out) add('out', out.areaId, out.accountId, -out.value);
  }
  const lines = [...amounts.values()].map(({ accountId, areaId, amount }): LineDraft => {
    const warehouseId = warehouseOf(areaId);
    return { account: { id: accountId }, amount: amount + 0, ...(warehouseId === null ? {} : { warehouseId }) };
  });
  return { lines, net: net + 0, ppv: ppv + 0 };
}

/** Opening stock: Dr I / Cr opening balance; a stated cost off standard goes to price variance. POSTINGS, Buying. */
export function openingLines({ lines, net, ppv }: StockPosting): LineDraft[] {
  return [...lines, { account: { role: 'ppv' }, amount: ppv }, { account: { role: 'opening-balance' }, amount: -(net + ppv) }];
}

/** Receipt without an order: Dr I (at standard: Dr or Cr PPV) / Cr GRNI under the receipt. POSTINGS, Buying. */
export function receiptLines({ lines, net, ppv }: StockPosting, documentId: string, partyId: string | undefined): LineDraft[] {
  const owed: LineDraft = {
    account: { role: 'grni' },
    amount: -(net + ppv),
    itemKey: documentId,
    ...(partyId === undefined ? {} : { partyId }),
  };
  return [...lines, { account: { role: 'ppv' }, amount: ppv }, owed];
}

/** Stock that appeared or went for a reason: Dr I / Cr gain, or Dr loss, write-down / Cr I. POSTINGS, Warehouse. */
export function differenceLines({ lines, net, ppv }: StockPosting, role: string): LineDraft[] {
  return [...lines, { account: { role: 'ppv' }, amount: ppv }, { account: { role }, amount: -(net + ppv) }];
}
