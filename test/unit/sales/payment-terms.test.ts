import { afterEach, beforeEach, expect, test } from 'vitest';
import { instalmentsOf } from '../../../main/domain/accounting/index.ts';
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

const setTerms = (code: string, parts: object[], more: object = {}, expected: object = {}) =>
  at.shop.dispatch('accounting.setPaymentTerms', { code, name: code, parts, ...more }, expected);
const after = (days: unknown) => [{ share: null, basis: 'invoice', days }];

/** The customer is given so many days, under terms of that name. */
const agree = async (days: number | null) => {
  const paymentTerms = days === null ? null : `NET${days}`;
  const { rows } = await at.shop.ask<{ rows: { code: string }[] }>('accounting.listPaymentTerms', {});
  if (paymentTerms !== null && !rows.some((r) => r.code === paymentTerms)) await setTerms(paymentTerms, after(days));
  const { revision } = await at.shop.ask<{ revision: number }>('sales.getCustomerTerms', { partyId: at.partyId });
  const expected = revision === 0 ? {} : { expect: [{ id: `customer_terms/${at.partyId}`, revision }] };
  const terms = { partyId: at.partyId, tier: null, creditLimit: null, paymentHold: false, paymentTerms };
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
  expect(await at.shop.ask('sales.getCustomerTerms', { partyId: at.partyId })).toMatchObject({ paymentTerms: null });
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
  for (const days of [-1, 367, 1.5, '30', null])
    await expect(setTerms('ODD', after(days))).rejects.toMatchObject({ code: 'engine.badInput' });
  await expect(at.shop.dispatch('company.setPolicies', { paymentDays: 400 })).rejects.toMatchObject({ code: 'engine.badInput' });
});

const part = (share: number | null, days = 0, basis = 'invoice') => ({ share, basis, days });

test('parts that do not come to the total are refused', async () => {
  const wrong = [
    [],
    [part(500_000)],
    [part(null), part(null)],
    [part(null), part(500_000)],
    [part(500_000), part(500_000), part(null)],
    [part(0), part(null)],
    [part(-1), part(null)],
    [part(500_000.5), part(null)],
    [...Array.from({ length: 12 }, () => part(1)), part(null)],
    [part(500_000, 0, 'week'), part(null)],
    [{ ...part(null), extra: 1 }],
  ];
  for (const parts of wrong) await expect(setTerms('ODD', parts)).rejects.toMatchObject({ code: 'engine.badInput' });
  for (const discount of [{ share: 0, days: 10 }, { share: 1_000_000, days: 10 }, { share: 20_000, days: -1 }, { share: 20_000 }])
    await expect(setTerms('ODD', after(30), { discount })).rejects.toMatchObject({ code: 'engine.badInput' });
  await expect(setTerms("'; drop table payment_terms; --", after(30))).rejects.toMatchObject({ code: 'engine.badInput' });
});

test('terms are changed by who looked at them, and closed ones are given to nobody else', async () => {
  await setTerms('NET30', after(30));
  await expect(setTerms('NET30', after(60))).rejects.toMatchObject({ code: 'engine.expectMissing' });
  await agree(30);
  await setTerms('NET30', after(30), { active: false }, { expect: [{ id: 'payment_terms/NET30', revision: 1 }] });
  await expect(setTerms('NET30', after(60), {}, { expect: [{ id: 'payment_terms/NET30', revision: 1 }] })).rejects.toMatchObject({
    code: 'engine.stale',
  });
  // Who has them keeps them.
  await agree(30);
  expect(await due()).toBe('2026-02-04');
  await agree(null);
  await expect(agree(30)).rejects.toMatchObject({ code: 'accounting.termsClosed' });
  await expect(
    at.shop.dispatch(
      'sales.setCustomerTerms',
      {
        partyId: at.partyId,
        tier: null,
        creditLimit: null,
        paymentHold: false,
        paymentTerms: 'NONE-SUCH',
      },
      { expect: [{ id: `customer_terms/${at.partyId}`, revision: 3 }] },
    ),
  ).rejects.toMatchObject({ code: 'engine.notFound' });
});

test('an invoice of one cent is not cut into nothing', async () => {
  const thirds = { parts: [part(333_333), part(333_333, 30), part(null, 60)] };
  expect(instalmentsOf(thirds as never, '2026-01-05', 1)).toEqual([{ dueOn: '2026-03-06', amount: 1 }]);
  expect(instalmentsOf(thirds as never, '2026-01-05', 0)).toEqual([]);
  expect(instalmentsOf(thirds as never, '2026-01-05', -7)).toEqual([{ dueOn: '2026-03-06', amount: -7 }]);
  expect(instalmentsOf(thirds as never, '2026-01-05', Number.MAX_SAFE_INTEGER).reduce((sum, p) => sum + p.amount, 0)).toBe(
    Number.MAX_SAFE_INTEGER,
  );
});

test('parts of one day are one, whichever way the day was said', () => {
  const parts = [part(300_000, 30), part(300_000, 4, 'month-end'), part(null)];
  expect(instalmentsOf({ parts } as never, '2026-01-05', 1000)).toEqual([
    { dueOn: '2026-01-05', amount: 400 },
    { dueOn: '2026-02-04', amount: 600 },
  ]);
});

test('the paper of an invoice names every part and what paying early saves', async () => {
  await setTerms('HALF', [part(500_000, 10), part(null, 40)], { discount: { share: 20_000, days: 5 } });
  await at.shop.dispatch('sales.setCustomerTerms', {
    partyId: at.partyId,
    tier: null,
    creditLimit: null,
    paymentHold: false,
    paymentTerms: 'HALF',
  });
  const { invoiceId } = await sell();
  const { papers } = await at.shop.ask<{ papers: object[] }>('documents.getPapers', { kind: 'invoice', ids: [invoiceId] });
  expect(papers).toMatchObject([
    {
      dueOn: '2026-01-15',
      instalments: [
        { dueOn: '2026-01-15', amount: 500 },
        { dueOn: '2026-02-14', amount: 500 },
      ],
      discount: { amount: 20, untilOn: '2026-01-10' },
    },
  ]);
});
