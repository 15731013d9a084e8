import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountsOf, creditShare, nextShare, type PricedLine, totalOf } from '../../../main/domain/sales/amounts.ts';
import { deadStates, mayBecome, ORDER_MACHINE, stateOf } from '../../../main/domain/sales/machine.ts';
import type { OrderLine } from '../../../main/domain/sales/model.ts';
import { decideCancel, decideCredit, decideInvoice } from '../../../main/domain/sales/rules.ts';
import { Refusal } from '../../../preload/contract/refusal.ts';
import { ORDER_STATES } from '../../../preload/contract/sales.ts';

const MAJOR = 1_000_000;

function line(over: Partial<OrderLine> = {}): OrderLine {
  return {
    id: 1,
    orderId: 'so_1',
    lineNo: 1,
    kind: 'item',
    itemId: 'itm_1',
    sku: 'TEE',
    title: 'T-shirt',
    qty: 3,
    net: 1000,
    tax: 200,
    taxCode: 'STD',
    revenueRole: 'revenue',
    qtyShipped: 0,
    qtyInvoiced: 0,
    qtyCancelled: 0,
    qtyReturned: 0,
    qtyCredited: 0,
    qtyDeferred: 0,
    netInvoiced: 0,
    taxInvoiced: 0,
    netCancelled: 0,
    taxCancelled: 0,
    netCredited: 0,
    taxCredited: 0,
    netDeferred: 0,
    ...over,
  };
}

const priced = (unitPrice: number, over: Partial<PricedLine> = {}): PricedLine => ({
  qty: 1,
  unitPriceMicros: Math.round(unitPrice * MAJOR),
  taxCode: 'T',
  taxRatePpm: 0,
  stepsPerUnit: 1,
  ...over,
});

describe('states of an order', () => {
  test('every state is reached from the start, and only ends lead nowhere', () => {
    expect(deadStates(ORDER_STATES)).toEqual([]);
  });

  test('nothing follows an end, and no state follows itself', () => {
    for (const from of ORDER_MACHINE.ends) for (const to of ORDER_STATES) expect(mayBecome(from, to)).toBe(false);
    expect(mayBecome('open', 'open')).toBe(false);
  });

  test.each([
    ['nothing happened', [line()], 'open'],
    ['shipped, not invoiced', [line({ qtyShipped: 3 })], 'open'],
    ['invoiced ahead, not shipped', [line({ qtyInvoiced: 3 })], 'open'],
    ['shipped and invoiced', [line({ qtyShipped: 3, qtyInvoiced: 3 })], 'completed'],
    ['partly cancelled, the rest done', [line({ qtyShipped: 1, qtyInvoiced: 1, qtyCancelled: 2 })], 'completed'],
    ['all cancelled', [line({ qtyCancelled: 3 }), line({ kind: 'charge', qty: 1, qtyCancelled: 1 })], 'cancelled'],
    ['goods done, charge open', [line({ qtyShipped: 3, qtyInvoiced: 3 }), line({ kind: 'charge', qty: 1 })], 'open'],
    ['charges never ship', [line({ kind: 'charge', qty: 1, qtyInvoiced: 1 })], 'completed'],
  ] as const)('%s: %s', (_, lines, state) => {
    expect(stateOf(lines)).toBe(state);
  });
});

describe('amounts of an order', () => {
  const vat = (rate: number) => ({ taxRatePpm: rate });

  test('348.35 x 16 less 4 % plus 22 %: 6527.80 per document, 6527.81 per line', () => {
    const lines = [priced(348.35, { qty: 16, discountPpm: 40_000, ...vat(220_000) })];
    const per = (rounding: 'line' | 'document') => totalOf(amountsOf(lines, { currency: 'EUR', rounding, pricesIncludeTax: false }));
    expect(per('document')).toEqual({ net: 535_066, tax: 117_714, total: 652_780 });
    expect(per('line')).toEqual({ net: 535_066, tax: 117_715, total: 652_781 });
  });

  test('54.45, 600 and -500 at 10 %: tax 15.45', () => {
    const lines = [priced(54.45, vat(100_000)), priced(600, vat(100_000)), priced(-500, vat(100_000))];
    expect(totalOf(amountsOf(lines, { currency: 'EUR', rounding: 'document', pricesIncludeTax: false })).tax).toBe(1545);
  });

  test('598.89 + 329.84 - 59.89 - 32.98 at 8.5 %: 71.05 per document, 71.06 per line', () => {
    const lines = [598.89, 329.84, -59.89, -32.98].map((p) => priced(p, vat(85_000)));
    const tax = (rounding: 'line' | 'document') => totalOf(amountsOf(lines, { currency: 'EUR', rounding, pricesIncludeTax: false })).tax;
    expect(tax('document')).toBe(7105);
    expect(tax('line')).toBe(7106);
  });

  test('8.01 including 20 %: tax 1.34, base 6.67', () => {
    const [amounts] = amountsOf([priced(8.01, vat(200_000))], { currency: 'EUR', rounding: 'line', pricesIncludeTax: true });
    expect(amounts).toEqual({ net: 667, tax: 134, total: 801 });
  });

  test('amounts a channel states are kept, even where ours would differ', () => {
    const stated = { net: 334, tax: 66, total: 400 };
    const [first, second] = amountsOf([priced(10, { amounts: stated, ...vat(200_000) }), priced(10, vat(200_000))], {
      currency: 'EUR',
      rounding: 'document',
      pricesIncludeTax: false,
    });
    expect(first).toEqual(stated);
    expect(second).toEqual({ net: 1000, tax: 200, total: 1200 });
  });
});

describe('parts of an ordered line', () => {
  test('10.00 in three shipments of one: 3.33, 3.34, 3.33', () => {
    const l = line({ tax: 0 });
    const parts = [1, 1, 1].map((qty) => {
      const { net } = nextShare(l, qty);
      l.qtyInvoiced += qty;
      l.netInvoiced += net;
      return net;
    });
    expect(parts).toEqual([333, 334, 333]);
  });

  test('however a line is split into invoices, cancellations and credits, nothing is lost and no part changes sign', () => {
    const seed = 20_260_105;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: -100_000, max: 100_000 }),
        fc.array(fc.tuple(fc.integer({ min: 1, max: 10 }), fc.boolean()), { maxLength: 40 }),
        (qty, net, cuts) => {
          const l = line({ qty, net, tax: 0 });
          const take = (n: number, cancelled: boolean) => {
            const part = nextShare(l, n).net;
            expect(Math.sign(part) * Math.sign(net)).not.toBe(-1);
            l[cancelled ? 'qtyCancelled' : 'qtyInvoiced'] += n;
            l[cancelled ? 'netCancelled' : 'netInvoiced'] += part;
          };
          for (const [n, cancelled] of cuts) {
            const left = l.qty - l.qtyInvoiced - l.qtyCancelled;
            if (left > 0) take(Math.min(n, left), cancelled);
          }
          const rest = l.qty - l.qtyInvoiced - l.qtyCancelled;
          if (rest > 0) take(rest, false);
          expect(l.netInvoiced + l.netCancelled).toBe(net);
          while (l.qtyCredited < l.qtyInvoiced) {
            const credit = creditShare(l, 1).net;
            l.qtyCredited += 1;
            l.netCredited += credit;
          }
          expect(l.netCredited).toBe(l.netInvoiced);
        },
      ),
      { seed, numRuns: 300 },
    );
  });
});

describe('limits', () => {
  const refusal = (decided: unknown) => (decided instanceof Refusal ? decided.code : null);

  test('invoiced never exceeds ordered less cancelled', () => {
    expect(decideInvoice(line({ qtyCancelled: 1 }), 2)).toBeUndefined();
    expect(refusal(decideInvoice(line({ qtyCancelled: 1 }), 3))).toBe('sales.invoiceTooLarge');
  });

  test('what is shipped or invoiced ahead cannot be cancelled', () => {
    expect(decideCancel(line({ qtyShipped: 1, qtyInvoiced: 1 }), 2)).toBeUndefined();
    expect(refusal(decideCancel(line({ qtyShipped: 1, qtyInvoiced: 1 }), 3))).toBe('sales.cancelTooLarge');
    expect(refusal(decideCancel(line({ qtyInvoiced: 2, qtyDeferred: 2 }), 2))).toBe('sales.cancelTooLarge');
  });

  const invoiced = () => line({ qtyShipped: 3, qtyInvoiced: 3, netInvoiced: 1000, taxInvoiced: 200 });

  test('a price credit takes any amount up to what is left, and no units', () => {
    expect(decideCredit(invoiced(), { kind: 'price', qty: 0, net: 1000, tax: 200 }, 'EUR')).toEqual({ qty: 0, net: 1000, tax: 200 });
    expect(refusal(decideCredit(invoiced(), { kind: 'price', qty: 0, net: 1001, tax: 0 }, 'EUR'))).toBe('sales.creditTooLarge');
    expect(refusal(decideCredit(invoiced(), { kind: 'price', qty: 0, net: 0, tax: 201 }, 'EUR'))).toBe('sales.creditTooLarge');
  });

  test('a quantity credit takes its share, never more units than are left', () => {
    expect(decideCredit(invoiced(), { kind: 'quantity', qty: 1 }, 'EUR')).toEqual({ qty: 1, net: 333, tax: 67 });
    expect(refusal(decideCredit({ ...invoiced(), qtyCredited: 2 }, { kind: 'goods', qty: 2 }, 'EUR'))).toBe('sales.creditTooLarge');
  });

  test('a discount line is credited negatively and never turned around', () => {
    const discount = line({ kind: 'charge', qty: 1, net: -500, tax: -50, qtyInvoiced: 1, netInvoiced: -500, taxInvoiced: -50 });
    expect(decideCredit(discount, { kind: 'quantity', qty: 1 }, 'EUR')).toEqual({ qty: 1, net: -500, tax: -50 });
    expect(refusal(decideCredit(discount, { kind: 'price', qty: 0, net: 1, tax: 0 }, 'EUR'))).toBe('sales.creditTooLarge');
  });
});
