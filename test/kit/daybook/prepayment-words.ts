import { expect as assert } from 'vitest';
import { Step } from './steps.ts';
import { minor, money, type World } from './world.ts';

const today = (w: World) => w.shop.now.slice(0, 10);

/** Words of paying a supplier before they bill. */
export function prepaymentWords(tell: <S extends Step>(step: S) => S) {
  let paymentId = '';
  return {
    /** The supplier of the last order is paid in advance; it is the advance the next steps are about. */
    payInAdvance: (amount: string) =>
      tell(
        new Step(`pay ${amount} in advance`, async (w) => {
          const input = { partyId: w.supplierId, on: today(w), amount: minor(amount) };
          ({ paymentId } = await w.command<{ paymentId: string }>('purchasing.payInAdvance', input));
        }),
      ),
    /** So much of the last advance pays the last bill. */
    applyAdvance: (amount: string) =>
      tell(
        new Step(`apply ${amount} of the advance`, async (w) => {
          await w.command('purchasing.applyPrepayment', { paymentId, billId: w.billId, amount: minor(amount), on: today(w) });
        }),
      ),
    /** What is left of advances to the supplier of the last order, the oldest first. */
    advancesLeft: (...amounts: readonly string[]) =>
      tell(
        new Step(`of advances ${amounts.join(', ') || 'nothing'} is left`, async (w) => {
          const { rows } = await w.ask<{ rows: { open: number }[] }>('purchasing.listPrepayments', { partyId: w.supplierId });
          assert(rows.map((r) => money(r.open))).toEqual(amounts);
        }),
      ),
  };
}
