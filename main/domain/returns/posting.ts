import type { EntryDraft, LineDraft } from '../accounting/index.ts';
import type { MoveResult } from '../inventory/index.ts';
import { RETURN } from './model.ts';

/** What every entry of a return says of itself. */
export interface ReturnHead {
  readonly entryId?: number;
  readonly returnId: string;
  readonly partyId: string;
  readonly channelId: string | null;
  readonly warehouseId: string;
  readonly on: string;
}

const dimensions = (head: ReturnHead) => ({
  warehouseId: head.warehouseId,
  ...(head.channelId === null ? {} : { channelId: head.channelId }),
});

function entry(head: ReturnHead, memo: string, lines: readonly LineDraft[]): EntryDraft {
  const { entryId, on, returnId } = head;
  return { ...(entryId === undefined ? {} : { entryId }), journal: 'STK', on, source: { kind: RETURN, id: returnId }, memo, lines };
}

/** The returns clearing account is kept by open item, one per return: zero once goods and credit have both happened. */
const clearing = (head: ReturnHead, amount: number): LineDraft => ({
  account: { role: 'returns-clearing' },
  amount,
  itemKey: head.returnId,
  partyId: head.partyId,
  ...dimensions(head),
});

function perAccount(results: readonly MoveResult[], side: 'in' | 'out', head: ReturnHead): LineDraft[] {
  const amounts = new Map<string, number>();
  for (const r of results) {
    const part = r[side];
    if (part) amounts.set(part.accountId, (amounts.get(part.accountId) ?? 0) + part.value);
  }
  const sign = side === 'in' ? 1 : -1;
  return [...amounts].map(([id, amount]) => ({ account: { id }, amount: sign * amount + 0, ...dimensions(head) }));
}

/** Cost per cost-of-sales role. */
export type CostByRole = ReadonlyMap<string, number>;

const perRole = (cost: CostByRole, sign: 1 | -1, head: ReturnHead): LineDraft[] =>
  [...cost].map(([role, amount]) => ({ account: { role }, amount: sign * amount + 0, ...dimensions(head) }));

/**
 * Goods back: Dr inventory (quarantine) at the original cost / Cr returns clearing. Standard-cost goods with a stated cost
 * carry the difference to the price variance. `trueUp`: what the credit, given before, assumed differently from the cost
 * that really came back; it goes to cost of sales.
 */
export function goodsBackEntry(head: ReturnHead, results: readonly MoveResult[], trueUp: CostByRole = new Map()): EntryDraft {
  const value = results.reduce((sum, r) => sum + (r.in?.value ?? 0), 0);
  const ppv = results.reduce((sum, r) => sum + (r.in?.ppv ?? 0), 0);
  const corrected = [...trueUp.values()].reduce((sum, amount) => sum + amount, 0);
  return entry(head, 'Goods returned', [
    ...perAccount(results, 'in', head),
    { account: { role: 'ppv' }, amount: ppv, ...dimensions(head) },
    ...perRole(trueUp, -1, head),
    clearing(head, -(value + ppv) + corrected + 0),
  ]);
}

/** Credit with goods, the cost side: Dr returns clearing / Cr cost of sales at the original cost. */
export function costBackEntry(head: ReturnHead, cost: CostByRole): EntryDraft {
  const total = [...cost.values()].reduce((sum, amount) => sum + amount, 0);
  return entry(head, 'Cost of returned goods', [clearing(head, total), ...perRole(cost, -1, head)]);
}

/** Goods credited that never arrived: Dr return loss / Cr returns clearing. */
export const lossEntry = (head: ReturnHead, value: number): EntryDraft =>
  entry(head, 'Credited goods never arrived', [
    { account: { role: 'return-loss' }, amount: value, ...dimensions(head) },
    clearing(head, -value + 0),
  ]);

/** Quarantine to stock: Dr inventory of the warehouse / Cr inventory of quarantine. */
export const restockEntry = (head: ReturnHead, results: readonly MoveResult[]): EntryDraft =>
  entry(head, 'Returned goods back on sale', [...perAccount(results, 'in', head), ...perAccount(results, 'out', head)]);

/** Scrapped: Dr write-down (the role of the reason code) / Cr inventory of quarantine. */
export function writeDownEntry(head: ReturnHead, results: readonly MoveResult[], role: string): EntryDraft {
  const value = results.reduce((sum, r) => sum + (r.out?.value ?? 0), 0);
  return entry(head, 'Returned goods written down', [
    { account: { role }, amount: value, ...dimensions(head) },
    ...perAccount(results, 'out', head),
  ]);
}
