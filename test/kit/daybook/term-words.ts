import { expect as assert } from 'vitest';
import { Step } from './steps.ts';
import { micros, minor, money, type World } from './world.ts';

type Part = readonly [perCent: string | null, days: number, basis?: 'month-end'];
type Who = 'customer' | 'supplier';
interface Shown {
  instalments: { dueOn: string; amount: number; open: number }[];
  discount: { amount: number; untilOn: string } | null;
}

const ppm = (perCent: string): number => micros(perCent) / 100;
const ROLE = { customer: 'receivable', supplier: 'payable' } as const;

/** Words of payment terms: instalments, discounts for paying early, and how old what is open is. */
export function termWords(tell: <S extends Step>(step: S) => S) {
  const shown = (w: World, of: Who) =>
    of === 'customer'
      ? w.ask<Shown>('sales.getInvoice', { invoiceId: w.invoiceId })
      : w.ask<Shown>('purchasing.getBill', { billId: w.billId });
  return {
    /** Terms by a name: `terms('3P', [['30', 0], ['30', 30], [null, 60]])`, with a discount `['2', 10]` in per cent and days. */
    terms: (code: string, parts: readonly Part[], discount?: readonly [perCent: string, days: number]) =>
      tell(
        new Step(`terms ${code} are ${JSON.stringify(parts)}`, async (w) => {
          await w.command('accounting.setPaymentTerms', {
            code,
            name: code,
            parts: parts.map(([share, days, basis = 'invoice']) => ({ share: share === null ? null : ppm(share), days, basis })),
            discount: discount === undefined ? null : { share: ppm(discount[0]), days: discount[1] },
          });
        }),
      ),
    /** A customer gets terms before anything is sold to them. */
    customerHas: (name: string, code: string) =>
      tell(
        new Step(`${name} has the terms ${code}`, async (w) => {
          const terms = { partyId: await w.party(name), tier: null, creditLimit: null, paymentHold: false, paymentTerms: code };
          await w.command('sales.setCustomerTerms', terms);
        }),
      ),
    /** The supplier of the last order gets terms. */
    supplierHas: (code: string | null) =>
      tell(
        new Step(`the supplier has the terms ${code ?? 'none'}`, async (w) => {
          const expected = { id: w.supplierId, revision: await w.revisionOf('parties.getParty', { partyId: w.supplierId }) };
          await w.command('purchasing.setSupplierTerms', { partyId: w.supplierId, paymentTerms: code }, expected);
        }),
      ),
    /** The parts of the last invoice or bill as `day amount open`. */
    instalments: (of: Who, ...parts: readonly string[]) =>
      tell(
        new Step(`the ${of} owes in parts ${parts.join(', ')}`, async (w) => {
          const { instalments } = await shown(w, of);
          assert(instalments.map((p) => `${p.dueOn} ${money(p.amount)} ${money(p.open)}`)).toEqual(parts);
        }),
      ),
    /** What is let off the last invoice or bill, as `amount until day`. */
    letsOff: (of: Who, said: string | null) =>
      tell(
        new Step(`${said ?? 'nothing'} is let off`, async (w) => {
          const { discount } = await shown(w, of);
          assert(discount === null ? null : `${money(discount.amount)} until ${discount.untilOn}`).toBe(said);
        }),
      ),
    /** The customer pays the last invoice early: so much of it is settled, so much of that let off. */
    paysEarly: (settled: string, discount: string) =>
      tell(
        new Step(`${settled} is settled, ${discount} of it let off`, async (w) => {
          const settles = [{ invoiceId: w.invoiceId, amount: minor(settled), discount: minor(discount) }];
          const amount = minor(settled) - minor(discount);
          await w.command('accounting.recordReceipt', { on: w.shop.now.slice(0, 10), amount, partyId: w.partyId, settles });
        }),
      ),
    /** The last bill is paid early by hand. */
    payBillEarly: (settled: string, discount: string) =>
      tell(
        new Step(`${settled} of the bill is settled, ${discount} of it let off`, async (w) => {
          const settles = [{ billId: w.billId, amount: minor(settled), discount: minor(discount) }];
          await w.command('purchasing.payBills', { partyId: w.supplierId, on: w.shop.now.slice(0, 10), settles });
        }),
      ),
    /** Receivables or payables by age on the day: only what is not nought. */
    aged: (of: Who, ages: Readonly<Record<string, string>>) =>
      tell(
        new Step(`by age ${JSON.stringify(ages)}`, async (w) => {
          const on = w.shop.now.slice(0, 10);
          const { total, books } = await w.ask<{ total: Record<string, number>; books: number }>('accounting.agedParties', {
            role: ROLE[of],
            on,
          });
          const { rows } = await w.ask<{ rows: { open: number }[] }>('accounting.agedItems', { role: ROLE[of], on });
          assert(rows.reduce((sum, r) => sum + r.open, 0)).toBe(books);
          assert(total['total']).toBe(books);
          const said = Object.entries(total).flatMap(([age, amount]) => (age === 'total' || amount === 0 ? [] : [[age, money(amount)]]));
          assert(Object.fromEntries(said)).toEqual(ages);
        }),
      ),
  };
}
