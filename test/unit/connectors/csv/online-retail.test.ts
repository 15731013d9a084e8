import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../../../main/connectors/csv/index.ts';
import { accepted, file, HEADER, orders, refused, row, source } from './kit.ts';

async function only(...rows: string[]) {
  const result = await accepted(source(file(HEADER, ...rows)));
  expect(refused(result)).toEqual([]);
  const [order, ...more] = orders(result);
  if (order === undefined || more.length > 0) throw new Error(`${orders(result).length} orders`);
  return order;
}

describe('codes that are no goods', () => {
  test.each([
    ['POST', 'shipping'],
    ['DOT', 'shipping'],
    ['C2', 'shipping'],
    ['gift_0001_20', 'voucher'],
    ['M', 'manual'],
    ['m', 'manual'],
    ['S', 'sample'],
    ['PADS', 'item'],
    ['DCGS0003', 'item'],
    ['85123a', 'item'],
  ])('%s is %s', async (sku, kind) => {
    const order = await only(row({ sku: '22752' }), row({ sku }));
    expect(order.lines[1]).toMatchObject({ kind, sku: sku.toUpperCase(), rawSku: sku });
  });
});

describe('kinds of invoice', () => {
  test('a C number takes goods and charges back at negative amounts', async () => {
    const order = await only(
      row({ order: 'C536379', quantity: '-2' }),
      row({ order: 'C536379', sku: 'POST', quantity: '-1', price: '18.00' }),
      row({ order: 'C536379', sku: 'D', title: 'Discount', quantity: '-1', price: '27.50' }),
    );
    expect(order).toMatchObject({ kind: 'cancellation', totalMinor: -510 - 1800 - 2750 });
    expect(order.lines.map((line) => line.kind)).toEqual(['item', 'shipping', 'discount']);
  });

  test.each([
    ['AMAZONFEE', 'marketplace-fee'],
    ['BANK CHARGES', 'bank-charge'],
    ['CRUK', 'commission'],
  ])('%s alone is an expense, not something a buyer sent back', async (sku, kind) => {
    const order = await only(row({ order: 'C537600', sku, quantity: '-1', price: '13541.33', customer: '' }));
    expect(order).toMatchObject({ kind: 'adjustment', totalMinor: -1_354_133, customer: { externalId: null } });
    expect(order.lines[0]?.kind).toBe(kind);
  });

  test('an A number books bad debt, at a negative price too', async () => {
    const order = await only(row({ order: 'A563186', sku: 'B', quantity: '1', price: '-11062.06', customer: '' }));
    expect(order).toMatchObject({ kind: 'adjustment', totalMinor: -1_106_206, lines: [{ kind: 'bad-debt' }] });
  });

  test('an unpriced row nobody bought is stock lost or found; its text is the reason, not a title', async () => {
    const free = { price: '0.0', customer: '' };
    const lost = await only(row({ ...free, quantity: '-24', title: 'damaged' }));
    expect(lost).toMatchObject({ kind: 'adjustment', totalMinor: 0 });
    expect(lost.lines).toMatchObject([{ kind: 'stock-loss', quantity: -24, title: null, note: 'damaged' }]);
    const found = await only(row({ ...free, quantity: '80', title: '' }), row({ ...free, sku: '46000S', quantity: '160' }));
    expect(found.lines.map((line) => line.kind)).toEqual(['stock-gain', 'stock-gain']);
  });

  test('an unpriced row of a buyer, or beside priced ones, is goods given free of charge', async () => {
    const gift = await only(row({ price: '0.0', quantity: '12540' }));
    expect(gift).toMatchObject({ kind: 'sale', lines: [{ kind: 'item', amountMinor: 0 }] });
    const beside = await only(row({ customer: '' }), row({ sku: '22841', price: '0.0', customer: '' }));
    expect(beside).toMatchObject({ kind: 'sale', totalMinor: 1530 });
    const resent = await only(
      row({ sku: '20735', price: '0.0', customer: '' }),
      row({ sku: 'DOT', title: 'DOTCOM POSTAGE', price: '0.0', customer: '' }),
    );
    expect(resent.kind).toBe('sale');
  });
});

describe('money', () => {
  test.each([
    ['1', '0.001', 0],
    ['5', '0.001', 1],
    ['4', '0.125', 50],
    ['1', '0.125', 13],
    ['74215', '1.04', 7_718_360],
  ])('%s at %s is rounded to pence once, half away from zero', async (quantity, price, amountMinor) => {
    const sale = await only(row({ quantity, price }));
    expect(sale.totalMinor).toBe(amountMinor);
    const back = await only(row({ order: 'C536365', quantity: `-${quantity}`, price }));
    expect(back.totalMinor).toBe(amountMinor === 0 ? 0 : -amountMinor);
  });

  test('exact duplicate rows are lines of their own', async () => {
    const order = await only(row(), row());
    expect(order).toMatchObject({ totalMinor: 3060, lines: [{ lineNo: 1 }, { lineNo: 2 }] });
  });
});

describe('what an invoice repeats on every row', () => {
  test('the first time counts when the till ticked on, and the order says so', async () => {
    const order = await only(row({ date: '2010-12-01 08:27:00' }), row({ date: '2010-12-01 08:26:00' }));
    expect(order).toMatchObject({
      placedAt: '2010-12-01T08:26:00.000Z',
      placedOn: '2010-12-01',
      warnings: ['rows are dated 1 min apart, the first time counts'],
    });
  });

  test('the repeated hour in autumn counts as the earlier one, with a warning', async () => {
    const order = await only(row({ date: '2011-10-30 01:15:00' }));
    expect(order.placedAt).toBe('2011-10-30T00:15:00.000Z');
    expect(order.warnings).toEqual(['the local time occurred twice, the earlier one counts']);
  });

  test('names that are no country keep their words and get no code', async () => {
    expect((await only(row({ country: 'Channel Islands' }))).customer).toEqual({
      externalId: '17850',
      country: null,
      countryName: 'Channel Islands',
    });
    expect((await only(row({ country: 'EIRE', customer: '' }))).customer).toMatchObject({
      externalId: null,
      country: 'IE',
    });
  });
});

describe('rows that do not stand together', () => {
  const a = (sku: string) => row({ order: '542806', sku });
  const b = row({ order: 'C542805', quantity: '-1' });

  test('one order interrupted by another comes out whole, at its last row', async () => {
    const result = await accepted(source(file(HEADER, a('48194'), a('21524'), b, a('22692'), row({ order: '542807' }))));
    expect(orders(result).map((order) => [order.externalId, order.rowNumbers])).toEqual([
      ['C542805', [4]],
      ['542806', [2, 3, 5]],
      ['542807', [6]],
    ]);
    expect(result.warnings).toEqual(['orders whose rows do not stand together: 1']);
  });

  test('a file in no order at all is refused instead of being held in memory', async () => {
    const numbers = Array.from({ length: 8 }, (_, index) => row({ order: String(540_000 + (index % 4)) }));
    const limits = { ...DEFAULT_LIMITS, maxSplitOrders: 3 };
    await expect(accepted(source(file(HEADER, ...numbers)), { limits })).rejects.toThrow('scattered-orders');
  });

  test('an order with more lines than allowed waits for a person, whole', async () => {
    const limits = { ...DEFAULT_LIMITS, maxLinesPerOrder: 2 };
    const result = await accepted(source(file(HEADER, row(), row(), row(), row({ order: '536366' }))), { limits });
    expect(refused(result)).toMatchObject([{ externalId: '536365', reason: 'too-many-lines' }]);
    expect(orders(result).map((order) => order.externalId)).toEqual(['536366']);
  });
});

describe('a bad order is refused whole, with reason, rows and money; its neighbours go on', () => {
  test.each([
    ['missing-order-number', row({ order: '' })],
    ['unknown-order-prefix', row({ order: 'X536365' })],
    ['unknown-order-prefix', row({ order: 'A563187', sku: '22752', customer: '' })],
    ['missing-sku', row({ sku: ' ' })],
    ['sku-in-scientific-notation', row({ sku: '8.5123E+4' })],
    ['bad-quantity', row({ quantity: '1.5' })],
    ['bad-quantity', row({ quantity: '0' })],
    ['negative-quantity', row({ quantity: '-6' })],
    ['positive-quantity-in-cancellation', row({ order: 'C536365' })],
    ['bad-price', row({ price: '2.5.5' })],
    ['bad-price', row({ price: '1E2' })],
    ['negative-price', row({ price: '-2.55' })],
    ['amount-too-large', row({ quantity: '9007199254740991', price: '9000' })],
    ['bad-date', row({ date: '12/01/2010 08:26' })],
    ['date-in-clock-gap', row({ date: '2011-03-27 01:30:00' })],
    ['bad-customer', row({ customer: '1.785E4' })],
  ])('%s', async (reason, bad) => {
    const result = await accepted(source(file(HEADER, row({ order: '536364' }), bad, row({ order: '536366' }))));
    expect(orders(result).map((order) => order.externalId)).toEqual(['536364', '536366']);
    expect(refused(result)).toMatchObject([{ reason, rowNumbers: [3], raw: [bad.split(',')] }]);
  });

  test.each([
    ['another customer', { customer: '17851.0' }],
    ['another country', { country: 'France' }],
    ['another day', { date: '2010-12-02 08:26:00' }],
  ])('rows of one order with %s', async (_, part) => {
    const result = await accepted(source(file(HEADER, row(), row(part))));
    expect(refused(result)).toMatchObject([{ reason: 'headers-disagree', rowNumbers: [2, 3], amountMinor: 3060 }]);
  });

  test('one bad line parks the money of the whole order', async () => {
    const result = await accepted(source(file(HEADER, row(), row({ sku: '', quantity: '2' }))));
    expect(refused(result)).toMatchObject([{ reason: 'missing-sku', rowNumbers: [2, 3], amountMinor: 1530 + 510 }]);
  });
});
