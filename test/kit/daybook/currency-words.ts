import { expect as assert } from 'vitest';
import { rateFrom } from '../../../preload/contract/values/rate.ts';
import { Step } from './steps.ts';
import { micros, minor, money, type World } from './world.ts';

/** A bill in the currency of its order: `billedAbroad(100).at('1.05')`. */
class ForeignBill extends Step {
  price: string | undefined;
  at(price: string): this {
    this.price = price;
    return this;
  }
}

/** What an order, a bill or a payment abroad does, and what it leaves open in both currencies. */
export function currencyWords(tell: <S extends Step>(step: S) => S) {
  const today = (w: World) => w.shop.now.slice(0, 10);
  return {
    /** What one of a currency is worth in pounds today. */
    rate: (currency: string, text: string) =>
      tell(
        new Step(`${currency} at ${text}`, async (w) => {
          await w.command('accounting.setRate', { currency, on: today(w), rate: rateFrom(text) });
        }),
      ),
    /** A supplier who bills in another currency. */
    supplierIn: (currency: string, name = 'Mill') =>
      tell(
        new Step(`${name} bills in ${currency}`, async (w) => {
          const partyId = await w.party(name, 'supplier');
          const revision = await w.revisionOf('parties.getParty', { partyId });
          await w.command('parties.changeParty', { partyId, currency }, { id: partyId, revision });
        }),
      ),
    billedAbroad: (qty: number, reference = 'R-1') => {
      const step: ForeignBill = new ForeignBill(`bill ${reference} of ${qty}`, async (w) => {
        const price = step.price === undefined ? {} : { unitPriceMicros: micros(step.price) };
        const lines = [{ orderId: w.purchaseId, lineNo: 1, qty, ...price }];
        const made = await w.command<{ billId: string }>('purchasing.postBill', { partyId: w.supplierId, reference, on: today(w), lines });
        w.billId = made.billId;
      });
      return tell(step);
    },
    /** Pays an amount of the bill in its currency, by the rate of the day or at what the bank took. */
    payAbroad: (amount: string, taken?: string) =>
      tell(
        new Step(`pay ${amount} of the bill abroad`, async (w) => {
          const settles = [{ billId: w.billId, amount: minor(amount) }];
          const took = taken === undefined ? {} : { taken: minor(taken) };
          await w.command('purchasing.payBills', { partyId: w.supplierId, on: today(w), settles, ...took });
        }),
      ),
    /** What is left to pay of the bill, in its currency and in pounds. */
    owesAbroad: (doc: string, amount: string) =>
      tell(
        new Step(`the bill leaves ${doc} abroad and ${amount}`, async (w) => {
          const bill = await w.ask<{ open: number; foreign: { open: number } }>('purchasing.getBill', { billId: w.billId });
          assert({ doc: money(bill.foreign.open), amount: money(bill.open) }).toEqual({ doc, amount });
        }),
      ),
    /** Claims and debts to the rate of the month's last day, and back on the next. */
    revalue: (period: string) =>
      tell(new Step(`revalue ${period}`, async (w) => void (await w.command('closing.postRevaluation', { period })))),
    takeRevaluationBack: (period: string) =>
      tell(new Step(`take the revaluation of ${period} back`, async (w) => void (await w.command('closing.undoRevaluation', { period })))),
    /** What a month would revalue: the difference per currency, a gain above zero; `none` where no rate holds. */
    revalues: (period: string, differences: Readonly<Record<string, string>>) =>
      tell(
        new Step(`${period} revalues ${JSON.stringify(differences)}`, async (w) => {
          const found = await w.ask<{ currencies: { currency: string; difference: number | null }[] }>('closing.proposeRevaluation', {
            period,
          });
          const seen = found.currencies.map((c) => [c.currency, c.difference === null ? 'none' : money(c.difference)]);
          assert(Object.fromEntries(seen)).toEqual(differences);
        }),
      ),
    /** What is owed to suppliers at the end of a day, as the aged list of that day has it. */
    owed: (day: string, total: string) =>
      tell(
        new Step(`owed on ${day}: ${total}`, async (w) => {
          const aged = await w.ask<{ total: { total: number }; books: number }>('accounting.agedParties', { role: 'payable', on: day });
          assert([money(aged.total.total), aged.books]).toEqual([total, aged.total.total]);
        }),
      ),
  };
}
