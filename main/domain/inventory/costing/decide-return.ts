import { share } from '../../../../preload/contract/values/int.ts';
import type { Arrival, CostBasis, Origin } from './model.ts';

/** A valuation line of an issue, quantity and value positive, with the layer it consumed. */
export interface IssuedLine extends Origin {
  readonly lineId: number;
  readonly layerId: number;
  readonly qty: number;
  readonly value: number;
}

/** More comes back than went out and has not come back yet. */
export interface Excess {
  readonly returnable: number;
}

/**
 * At what cost `qty` steps of earlier issues come back: the cost they left at, less what already came back, oldest line
 * first. The last unit of a line takes the remainder, so all that went out comes back to the cent. First dates are kept.
 */
export function decideReturn(
  issued: readonly IssuedLine[],
  alreadyBack: ReadonlyMap<number, CostBasis>,
  qty: number,
): readonly Arrival[] | Excess {
  const back: Arrival[] = [];
  let missing = qty;
  for (const line of issued) {
    if (missing === 0) break;
    const earlier = alreadyBack.get(line.lineId);
    const qtyLeft = line.qty - (earlier?.qty ?? 0);
    if (qtyLeft <= 0) continue;
    const taken = Math.min(qtyLeft, missing);
    back.push({
      qty: taken,
      value: share(line.value - (earlier?.value ?? 0), qtyLeft, taken),
      effectiveAt: line.effectiveAt,
      effectiveOn: line.effectiveOn,
      parentLayerId: line.layerId,
      originLineId: line.lineId,
    });
    missing -= taken;
  }
  return missing === 0 ? back : { returnable: qty - missing };
}

/** Whether a return asks for more than went out. */
export const isExcess = (decision: readonly Arrival[] | Excess): decision is Excess => 'returnable' in decision;
