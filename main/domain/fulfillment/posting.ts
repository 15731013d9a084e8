import type { EntryDraft, LineDraft } from '../accounting/index.ts';
import type { MoveResult } from '../inventory/index.ts';
import { SHIPMENT } from './model.ts';

/** A parcel that left, as far as the books care. */
export interface CostOfParcel {
  readonly entryId: number;
  readonly shipmentId: string;
  readonly on: string;
  readonly channelId: string | null;
  readonly warehouseId: string;
  /** Moves of the parcel, each with the account role its item's category keeps cost of sales under. */
  readonly moves: readonly { readonly result: MoveResult; readonly cogsRole: string }[];
  /** Policy "cost at invoice": the cost waits as goods shipped not invoiced until the invoice takes it. */
  readonly costWaits: boolean;
}

/**
 * Handover to the carrier: Dr cost of sales per role / Cr the inventory account of each area, one entry per shipment,
 * by channel and warehouse. Under the policy "cost at invoice": Dr goods shipped not invoiced, keyed by the shipment; the
 * invoice takes it to cost of sales. See POSTINGS, Selling, "shipment".
 */
export function shipmentEntry(parcel: CostOfParcel): EntryDraft {
  const credit = new Map<string, number>();
  for (const { result } of parcel.moves)
    if (result.out) credit.set(result.out.accountId, (credit.get(result.out.accountId) ?? 0) + result.out.value);
  const dimensions = { warehouseId: parcel.warehouseId, ...(parcel.channelId === null ? {} : { channelId: parcel.channelId }) };
  const lines: LineDraft[] = [
    ...(parcel.costWaits
      ? [{ account: { role: 'gsni' }, amount: costOf(parcel), itemKey: parcel.shipmentId, ...dimensions }]
      : [...costByRole(parcel)].map(([role, amount]) => ({ account: { role }, amount, ...dimensions }))),
    ...[...credit].map(([id, amount]) => ({ account: { id }, amount: -amount + 0, ...dimensions })),
  ];
  return {
    entryId: parcel.entryId,
    journal: 'STK',
    on: parcel.on,
    source: { kind: SHIPMENT, id: parcel.shipmentId },
    memo: 'Cost of goods handed over',
    lines,
  };
}

/** Cost of a parcel per cost-of-sales role, minor units. */
export function costByRole({ moves }: Pick<CostOfParcel, 'moves'>): Map<string, number> {
  const cost = new Map<string, number>();
  for (const { result, cogsRole } of moves) if (result.out) cost.set(cogsRole, (cost.get(cogsRole) ?? 0) + result.out.value);
  return cost;
}

/** Cost of a parcel, minor units. */
export const costOf = (parcel: Pick<CostOfParcel, 'moves'>): number => parcel.moves.reduce((sum, m) => sum + (m.result.out?.value ?? 0), 0);
