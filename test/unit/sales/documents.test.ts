import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeProved, DAY, SalesShop } from './sales-shop.ts';

let shop: SalesShop;
beforeEach(async () => {
  shop = await SalesShop.open();
});
afterEach(() => closeProved(shop));

const code = (code: string) => expect.objectContaining({ code });
const VAT = { taxCode: 'VAT20' };

describe('money captured by the channel', () => {
  test('before shipment: 120 paid is a deposit until the goods leave', async () => {
    const orderId = await shop.accept([{ sku: 'TEE', price: 100, ...VAT }], {
      payment: 'before-shipment',
      captured: { on: '2025-11-30', amount: 12_000 },
    });
    expect(await shop.balances('clearing', 'customer-deposits', 'revenue')).toEqual({
      clearing: '120.00',
      'customer-deposits': '-120.00',
      revenue: '0.00',
    });
    expect((await shop.order(orderId)).openDeposit).toBe(12_000);

    const { invoiceId, settled } = await shop.ship(orderId);
    expect(settled).toBe(12_000);
    expect(await shop.entries(invoiceId ?? '')).toEqual([
      ['Trade receivables 120.00', 'Revenue -100.00', 'Output tax -20.00', 'Customer deposits 120.00', 'Trade receivables -120.00'],
    ]);
    expect(await shop.balances('clearing', 'customer-deposits', 'receivable')).toEqual({
      clearing: '120.00',
      'customer-deposits': '0.00',
      receivable: '0.00',
    });
    expect(await shop.order(orderId)).toMatchObject({ state: 'completed', openDeposit: 0, fulfilment: 'shipped', invoicing: 'invoiced' });
  });

  test('a deposit is used up by the first invoices; the rest is owed', async () => {
    const orderId = await shop.accept([{ sku: 'TEE', price: 10, qty: 3 }], {
      payment: 'before-shipment',
      captured: { on: DAY, amount: 1500 },
    });
    await shop.ship(orderId, { 1: 1 });
    const second = await shop.ship(orderId, { 1: 2 });
    expect(second.settled).toBe(500);
    const { invoices, openDeposit } = await shop.order(orderId);
    expect(invoices.map((i) => i.open).toSorted((a, b) => a - b)).toEqual([0, 1500]);
    expect(openDeposit).toBe(0);
  });

  test('at shipment: the clearing of the channel stands for the receivable', async () => {
    const orderId = await shop.accept([{ sku: 'TEE', price: 100, ...VAT }], { payment: 'at-shipment' });
    const { invoiceId } = await shop.ship(orderId);
    expect(await shop.entries(invoiceId ?? '')).toEqual([
      ['Trade receivables 120.00', 'Revenue -100.00', 'Output tax -20.00', 'Channel clearing 120.00', 'Trade receivables -120.00'],
    ]);
    expect(await shop.books.open('clearing')).toEqual({ [orderId]: 12_000 });
    expect(await shop.books.open('receivable')).toEqual({});
  });

  test('on account: the customer owes the invoice', async () => {
    const orderId = await shop.accept([{ sku: 'TEE', price: 100, ...VAT }]);
    const { invoiceId } = await shop.ship(orderId);
    expect(await shop.books.open('receivable')).toEqual({ [invoiceId ?? '']: 12_000 });
  });
});

describe('invoices', () => {
  test('one line in three parts: 3.33, 3.34, 3.33 and nothing left', async () => {
    const orderId = await shop.accept([{ sku: 'TEE', price: 0, qty: 3, amounts: { net: 1000, tax: 200, total: 1200 } }]);
    const totals = [];
    for (let i = 0; i < 3; i += 1) totals.push((await shop.ship(orderId, { 1: 1 })).net);
    expect(totals).toEqual([333, 334, 333]);
    const order = await shop.order(orderId);
    expect(order.state).toBe('completed');
    expect(order.invoices.reduce((sum, i) => sum + i.tax, 0)).toBe(200);
    expect(await shop.balances('revenue', 'output-tax')).toEqual({ revenue: '-10.00', 'output-tax': '-2.00' });
  });

  test('charges go on the first invoice, each to the account of its role', async () => {
    const orderId = await shop.accept([
      { sku: 'TEE', price: 10, qty: 2 },
      { sku: 'post', kind: 'charge', revenueRole: 'shipping-revenue', price: 4.5 },
      { sku: 'discount', kind: 'charge', revenueRole: 'discounts-given', price: -2 },
      { sku: 'voucher', kind: 'charge', revenueRole: 'gift-card-liability', price: 25 },
    ]);
    const first = await shop.ship(orderId, { 1: 1 });
    const second = await shop.ship(orderId, { 1: 1 });
    expect([first.total, second.total]).toEqual([3750, 1000]);
    expect(await shop.balances('revenue', 'shipping-revenue', 'discounts-given', 'gift-card-liability')).toEqual({
      revenue: '-20.00',
      'shipping-revenue': '-4.50',
      'discounts-given': '2.00',
      'gift-card-liability': '-25.00',
    });
  });

  test('goods given free of charge have an invoice and no entry', async () => {
    const orderId = await shop.accept([{ sku: 'TEE', price: 0 }]);
    const invoiced = await shop.ship(orderId);
    expect(invoiced.invoiceId).not.toBeNull();
    expect(invoiced.entryId).toBeNull();
    expect((await shop.order(orderId)).state).toBe('completed');
  });

  test('an order of charges alone is invoiced without a shipment', async () => {
    const orderId = await shop.accept([{ sku: 'fee', kind: 'charge', revenueRole: 'sales-manual', price: 12 }]);
    await shop.ship(orderId);
    expect(await shop.order(orderId)).toMatchObject({ state: 'completed', shipmentIds: [] });
  });

  test('tax 15.45 on 54.45, 600 and -500 stands on order, invoice and, negated, on the credit note', async () => {
    const line = { taxCode: 'VAT10' };
    const orderId = await shop.accept([
      { sku: 'TEE', price: 54.45, ...line },
      { sku: 'MUG', price: 600, ...line },
      { sku: 'discount', kind: 'charge', revenueRole: 'discounts-given', price: -500, ...line },
    ]);
    expect((await shop.order(orderId)).tax).toBe(1545);
    const { invoiceId, tax, total } = await shop.ship(orderId);
    expect(tax).toBe(1545);
    const { lines } = await shop.order(orderId);
    const note = await shop.books.dispatch<{ creditNoteId: string; total: number }>('sales.creditNote', {
      kind: 'quantity',
      invoiceId,
      reason: 'Lost on the way',
      lines: lines.map((l) => ({ orderLineId: l.id, qty: 1 })),
    });
    expect(note.total).toBe(total);
    const shown = await shop.books.ask<{ net: number; tax: number; total: number; open: number }>('sales.getInvoice', {
      invoiceId: note.creditNoteId,
    });
    expect(shown).toMatchObject({ net: -15_445, tax: -1545, total: -16_990, open: 0 });
    expect(await shop.balances('revenue', 'discounts-given', 'output-tax', 'receivable')).toEqual({
      revenue: '0.00',
      'discounts-given': '0.00',
      'output-tax': '0.00',
      receivable: '0.00',
    });
  });

  test('the same order twice in a batch, unknown goods and a foreign currency are refused', async () => {
    const draft = shop.draft([{ sku: 'TEE', price: 1 }]);
    await shop.books.dispatch('sales.acceptOrder', draft);
    await expect(shop.books.dispatch('sales.acceptOrder', draft)).rejects.toEqual(code('engine.alreadyExists'));
    await expect(shop.books.dispatch('sales.acceptOrders', { orders: [shop.draft([{ sku: 'TEE', price: 1 }]), draft] })).rejects.toEqual(
      code('engine.alreadyExists'),
    );
    await expect(shop.accept([{ sku: 'NOPE', price: 1 }])).rejects.toEqual(code('engine.notFound'));
    await expect(shop.accept([{ sku: 'TEE', price: 1 }], { currency: 'EUR' })).rejects.toEqual(code('sales.foreignCurrency'));
    await expect(shop.accept([{ sku: 'TEE', price: 1 }], { partyId: 'pty_nobody' })).rejects.toEqual(code('engine.notFound'));
    expect((await shop.books.ask<{ count: number }>('sales.countOrders', {})).count).toBe(1);
  });
});

describe('invoice before shipment', () => {
  test('revenue is deferred and earned part by part, tax is due at once', async () => {
    const orderId = await shop.accept([
      { sku: 'TEE', price: 10, qty: 3, ...VAT },
      { sku: 'post', kind: 'charge', revenueRole: 'shipping-revenue', price: 5, ...VAT },
    ]);
    const { revision } = await shop.order(orderId);
    const ahead = await shop.books.dispatch<{ invoiceId: string; total: number }>(
      'sales.issueInvoice',
      { orderId },
      { expect: [{ id: orderId, revision }] },
    );
    expect(await shop.entries(ahead.invoiceId)).toEqual([['Trade receivables 42.00', 'Deferred revenue -35.00', 'Output tax -7.00']]);

    expect((await shop.ship(orderId, { 1: 1 })).invoiceId).toBeNull();
    expect(await shop.balances('deferred-revenue', 'revenue', 'shipping-revenue')).toEqual({
      'deferred-revenue': '-20.00',
      revenue: '-10.00',
      'shipping-revenue': '-5.00',
    });
    await shop.ship(orderId, { 1: 2 });
    expect(await shop.balances('deferred-revenue', 'revenue', 'output-tax')).toEqual({
      'deferred-revenue': '0.00',
      revenue: '-30.00',
      'output-tax': '-7.00',
    });
    expect((await shop.order(orderId)).state).toBe('completed');
  });

  test('crediting what has not left undoes the invoice, and it can be cancelled then', async () => {
    const orderId = await shop.accept([{ sku: 'TEE', price: 10, qty: 2, ...VAT }]);
    const before = await shop.order(orderId);
    const ahead = await shop.books.dispatch<{ invoiceId: string }>(
      'sales.issueInvoice',
      { orderId },
      { expect: [{ id: orderId, revision: before.revision }] },
    );
    const cancel = async () =>
      shop.books.dispatch<{ state: string }>(
        'sales.cancelOrder',
        { orderId, reason: 'Changed mind' },
        { expect: [{ id: orderId, revision: (await shop.order(orderId)).revision }] },
      );
    await expect(cancel()).rejects.toEqual(code('sales.nothingToCancel'));
    await shop.books.dispatch('sales.creditNote', {
      kind: 'quantity',
      invoiceId: ahead.invoiceId,
      reason: 'Cancelled',
      lines: [{ orderLineId: before.lines[0]?.id, qty: 2 }],
    });
    expect(await shop.balances('deferred-revenue', 'revenue', 'output-tax', 'receivable')).toEqual({
      'deferred-revenue': '0.00',
      revenue: '0.00',
      'output-tax': '0.00',
      receivable: '0.00',
    });
    expect((await cancel()).state).toBe('cancelled');
  });
});

describe('credit notes of three kinds', () => {
  async function shipped() {
    const orderId = await shop.accept([{ sku: 'TEE', price: 100, qty: 2, ...VAT }]);
    const { invoiceId } = await shop.ship(orderId);
    const lineId = (await shop.order(orderId)).lines[0]?.id ?? 0;
    return { orderId, invoiceId: invoiceId ?? '', lineId };
  }

  test('price: revenue and tax back, no units, no cost', async () => {
    const { invoiceId, lineId } = await shipped();
    const note = await shop.credit({ kind: 'price', invoiceId, lines: [{ orderLineId: lineId, qty: 0, net: 1000, tax: 200 }] });
    expect(await shop.entries(note.creditNoteId)).toEqual([['Revenue 10.00', 'Output tax 2.00', 'Trade receivables -12.00']]);
    expect(await shop.books.open('receivable')).toEqual({ [invoiceId]: 22_800 });
  });

  test('quantity without goods: revenue and tax back, cost of sales stays', async () => {
    const { invoiceId, lineId } = await shipped();
    const note = await shop.credit({ kind: 'quantity', invoiceId, lines: [{ orderLineId: lineId, qty: 1 }] });
    expect(await shop.entries(note.creditNoteId)).toEqual([['Revenue 100.00', 'Output tax 20.00', 'Trade receivables -120.00']]);
  });

  test('with goods: cost of sales comes back at the original cost', async () => {
    const { invoiceId, lineId } = await shipped();
    await shop.returned(lineId, 1);
    const note = await shop.credit({
      kind: 'goods',
      invoiceId,
      returnId: 'ret_1',
      lines: [{ orderLineId: lineId, qty: 1 }],
      cogsReversal: { value: 4000, key: 'ret_1' },
    });
    expect(await shop.entries(note.creditNoteId)).toEqual([
      ['Revenue 100.00', 'Output tax 20.00', 'Trade receivables -120.00', 'Returns clearing 40.00', 'Cost of goods sold -40.00'],
    ]);
    await expect(shop.returned(lineId, 2)).rejects.toEqual(code('sales.returnTooLarge'));
  });

  test('a paid invoice leaves the credit with the customer, under the credit note', async () => {
    const orderId = await shop.accept([{ sku: 'TEE', price: 100, ...VAT }], { payment: 'at-shipment' });
    const { invoiceId } = await shop.ship(orderId);
    const lineId = (await shop.order(orderId)).lines[0]?.id ?? 0;
    const note = await shop.credit({ kind: 'quantity', invoiceId: invoiceId ?? '', lines: [{ orderLineId: lineId, qty: 1 }] });
    expect(await shop.books.open('receivable')).toEqual({ [note.creditNoteId]: -12_000 });
  });

  test('never more than was invoiced, in one step or in many', async () => {
    const { invoiceId, lineId } = await shipped();
    const credit = (qty: number) => shop.credit({ kind: 'quantity', invoiceId, lines: [{ orderLineId: lineId, qty }] });
    await expect(credit(3)).rejects.toEqual(code('sales.creditTooLarge'));
    await credit(1);
    await expect(credit(2)).rejects.toEqual(code('sales.creditTooLarge'));
    await shop.credit({ kind: 'price', invoiceId, lines: [{ orderLineId: lineId, qty: 0, net: 9000, tax: 1800 }] });
    await credit(1);
    expect(await shop.balances('revenue', 'output-tax', 'receivable')).toEqual({
      revenue: '0.00',
      'output-tax': '0.00',
      receivable: '0.00',
    });
    await expect(shop.credit({ kind: 'price', invoiceId, lines: [{ qty: 1, net: 1, tax: 0, revenueRole: 'revenue' }] })).rejects.toEqual(
      code('sales.creditTooLarge'),
    );
  });

  test('a line that is not on the invoice, and a credit note, cannot be credited', async () => {
    const { invoiceId, lineId } = await shipped();
    const other = await shipped();
    const send = (of: string, line: number) =>
      shop.books.dispatch<{ creditNoteId: string }>('sales.creditNote', {
        kind: 'quantity',
        invoiceId: of,
        reason: 'Lost',
        lines: [{ orderLineId: line, qty: 1 }],
      });
    await expect(send(invoiceId, other.lineId)).rejects.toEqual(code('sales.unknownLine'));
    const { creditNoteId } = await send(invoiceId, lineId);
    await expect(send(creditNoteId, lineId)).rejects.toEqual(code('sales.notAnInvoice'));
  });
});
