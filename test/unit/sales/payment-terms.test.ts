import { afterEach, beforeEach, expect, test } from 'vitest';
import { expectHealthy } from '../../kit/doctor.ts';
import { InsightShop } from '../../kit/insight-shop.ts';

let at: InsightShop;
beforeEach(async () => {
  at = await InsightShop.open();
  at.shop.now = '2026-01-05T10:00:00.000Z';
  await at.stock('LON', { MUG: 50 });
});
afterEach(async () => {
  await expectHealthy(at.shop);
  await at.shop.close();
});

/** One mug shipped and invoiced today; the day the invoice is due. */
async function sell(more: object = {}): Promise<{ invoiceId: string; dueOn: string | null }> {
  const orderId = await at.order('MUG', 1, { payment: 'on-account', ...more });
  await at.shop.dispatch('fulfillment.allocateOrder', { orderId });
  await at.shop.dispatch('fulfillment.shipOrder', { orderId });
  const { invoices } = await at.shop.ask<{ invoices: { id: string }[] }>('sales.getOrder', { orderId });
  const invoiceId = invoices[0]?.id ?? '';
  return { invoiceId, dueOn: (await at.shop.ask<{ dueOn: string | null }>('sales.getInvoice', { invoiceId })).dueOn };
}
const due = async (more: object = {}) => (await sell(more)).dueOn;

const agree = async (paymentDays: number | null) => {
  const { revision } = await at.shop.ask<{ revision: number }>('sales.getCustomerTerms', { partyId: at.partyId });
  const expected = revision === 0 ? {} : { expect: [{ id: `customer_terms/${at.partyId}`, revision }] };
  const terms = { partyId: at.partyId, tier: null, creditLimit: null, paymentHold: false, paymentDays };
  await at.shop.dispatch('sales.setCustomerTerms', terms, expected);
};

test('an invoice is due on its day until the company gives its customers longer', async () => {
  expect(await due()).toBeNull();
  await at.shop.dispatch('company.setPolicies', { paymentDays: 14 });
  expect(await due()).toBe('2026-01-19');
});

test('what was agreed with a customer goes before the policy, also when it is nothing', async () => {
  await at.shop.dispatch('company.setPolicies', { paymentDays: 14 });
  await agree(30);
  expect(await due()).toBe('2026-02-04');
  await agree(0);
  expect(await due()).toBeNull();
  await agree(null);
  expect(await due()).toBe('2026-01-19');
  expect(await at.shop.ask('sales.getCustomerTerms', { partyId: at.partyId })).toMatchObject({ paymentDays: null });
});

test('money a channel takes at shipment is never due later', async () => {
  await at.shop.dispatch('company.setPolicies', { paymentDays: 14 });
  expect(await due({ payment: 'at-shipment', channelId: at.channels['web'], externalId: 'W-1' })).toBeNull();
});

test('nobody is late before that day, and terms of later change no invoice', async () => {
  await agree(30);
  const { invoiceId } = await sell();
  await agree(5);
  const agedOn = async (on: string) =>
    (await at.shop.ask<{ total: object }>('accounting.agedParties', { role: 'receivable', on })).total as Record<string, number>;
  expect(await agedOn('2026-02-04')).toMatchObject({ notDue: 1000, to30: 0 });
  expect(await agedOn('2026-02-05')).toMatchObject({ notDue: 0, to30: 1000 });
  expect(await at.shop.ask('sales.getInvoice', { invoiceId })).toMatchObject({ dueOn: '2026-02-04' });
});

test('the invoice says by when it has to be paid', async () => {
  await agree(30);
  const { invoiceId } = await sell();
  const { papers } = await at.shop.ask<{ papers: { dueOn: string | null }[] }>('documents.getPapers', {
    kind: 'invoice',
    ids: [invoiceId],
  });
  expect(papers.map((p) => p.dueOn)).toEqual(['2026-02-04']);
});

test('days that are none, too many or in pieces are refused', async () => {
  for (const days of [-1, 367, 1.5]) await expect(agree(days)).rejects.toMatchObject({ code: 'engine.badInput' });
  await expect(at.shop.dispatch('company.setPolicies', { paymentDays: 400 })).rejects.toMatchObject({ code: 'engine.badInput' });
});
