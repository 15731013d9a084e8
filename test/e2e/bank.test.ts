import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { csvStatement, MAPPING } from '../kit/bank-shop.ts';
import { hasBrowser } from '../kit/browser.ts';
import { openShopWindow } from '../kit/shop-window.ts';

const ON = '2026-01-05';

/** A morning with the bank: a statement comes in, what is sure is accepted at once, a payout is settled and its line matched, and everything is proved. */
describe.skipIf(!hasBrowser)('the bank in a browser', () => {
  let shop: Awaited<ReturnType<typeof openShopWindow>>;
  let bankAccountId: string;
  let channelId: string;

  beforeAll(async () => {
    shop = await openShopWindow();
    const { id: accountId } = await shop.ask<{ id: string }>('accounting.getAccount', { role: 'bank' });
    ({ bankAccountId } = await shop.dispatch<{ bankAccountId: string }>('banking.openBankAccount', {
      name: 'Current',
      currency: 'GBP',
      accountId,
      mapping: MAPPING,
    }));
    const web = { code: 'web', name: 'Web shop', connector: 'csv', zone: 'Europe/London', currency: 'GBP', payment: 'before-shipment' };
    ({ channelId } = await shop.dispatch<{ channelId: string }>('channels.createChannel', web));
    const { partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', {
      kind: 'customer',
      name: 'Mona Mug',
      country: 'GB',
    });
    await shop.dispatch('catalog.createItem', { sku: 'TEE', title: 'Tee' });
    const order = {
      partyId,
      channelId,
      externalId: 'WEB-1',
      orderedAt: `${ON}T09:00:00.000Z`,
      orderedOn: ON,
      currency: 'GBP',
      country: 'GB',
    };
    const lines = [{ sku: 'TEE', qty: 1, unitPriceMicros: 120_000_000 }];
    const { orderId } = await shop.dispatch<{ orderId: string }>('sales.acceptOrder', { ...order, lines });
    await shop.dispatch('accounting.recordCapture', { on: ON, amount: 12_000, partyId, channelId, orderId });
    await shop.dispatch('accounting.postEntry', {
      on: ON,
      memo: 'Owed',
      lines: [
        { account: { role: 'receivable' }, amount: 8000, itemKey: 'INV-OLD', partyId },
        { account: { role: 'opening-balance' }, amount: -8000 },
      ],
    });
    const { id: fees } = await shop.ask<{ id: string }>('accounting.getAccount', { role: 'bank-charges' });
    const share = { accountId: fees, amount: { kind: 'of-balance', ppm: 1_000_000 } };
    await shop.dispatch('banking.setBankRule', { name: 'Fees', position: 10, conditions: { contains: ['fee'] }, lines: [share] });
    await shop.enter(`/bank-accounts/${bankAccountId}`);
    await shop.shows('Choose a file');
  });
  afterAll(() => shop?.close());

  const drop = (name: string, content: string) =>
    shop.browser.run(`(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([${JSON.stringify(content)}], ${JSON.stringify(name)}));
      document.querySelector('.drop').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    })()`);
  const account = async () =>
    (await shop.ask<{ rows: { openLines: number; open: number; unseen: number; ledger: number }[] }>('banking.listBankAccounts', {}))
      .rows[0];
  /** Pictures for people, where somebody asks for them. */
  const picture = async (name: string) => {
    const folder = process.env['COUNTINGHOUSE_SHOTS'];
    if (folder === undefined) return;
    mkdirSync(folder, { recursive: true });
    for (const scheme of ['light', 'dark'] as const) {
      await shop.browser.scheme(scheme);
      writeFileSync(`${folder}/${name}-${scheme}.png`, await shop.browser.screenshot());
    }
    await shop.browser.scheme('light');
  };

  test('a statement is looked at and taken in', async () => {
    const rows = [
      ['2026-01-06', '80.00', 'Mona Mug', 'thank you'],
      ['2026-01-07', '-4.50', 'Bank', 'Monthly fee'],
      ['2026-01-09', '117.00', 'Provider', 'Payout PO-77'],
    ] as const;
    await drop('january.csv', csvStatement(0, rows));
    expect(await shop.shows('What january.csv holds')).toBe(true);
    await picture('bank-import');
    await shop.press('Import 3 lines');
    expect(await shop.shows('3 lines came in.')).toBe(true);
    expect(await account()).toMatchObject({ openLines: 3, open: 19_250, ledger: 0 });
  });

  test('what is sure is accepted together, after a look at what it posts', async () => {
    await shop.go(`/reconcile?bankAccountId=${bankAccountId}`);
    await shop.shows('Accept 2 sure matches');
    await picture('reconcile');
    await shop.press('Accept 2 sure matches');
    await shop.shows('Trade receivables');
    await picture('reconcile-accept');
    await shop.browser.run(`[...document.querySelectorAll('[role=dialog] button[type=submit]')].at(-1).click()`);
    await shop.browser.until(`!document.querySelector('[role=dialog]')`);
    expect(await account()).toMatchObject({ openLines: 1, open: 11_700, ledger: 7550 });
  });

  test('a payout is settled, its line is matched by its number, and the proof stands at nought', async () => {
    await shop.go('/settlements/new');
    await shop.shows('Choose a file');
    const line = (kind: string, amount: string, order = '') => `PO-77,2026-01-08,GBP,2026-01-08,${kind},,${order},,${amount},`;
    const head = 'Settlement,Paid on,Currency,Date,Kind,Type,Order,Reference,Amount,Text';
    await drop('payout.csv', `${[head, line('sale', '120.00', 'WEB-1'), line('fee', '-3.00'), line('payout', '117.00')].join('\n')}\n`);
    await shop.shows('What payout.csv holds');
    await shop.press('Import and post');
    expect(await shop.shows('1 settlement came in.')).toBe(true);
    await shop.go(`/reconcile?bankAccountId=${bankAccountId}`);
    await shop.shows('Number in the words');
    await shop.browser.press('Enter');
    await shop.shows('Payouts in transit');
    await shop.browser.run(`[...document.querySelectorAll('[role=dialog] button[type=submit]')].at(-1).click()`);
    expect(await shop.shows('Every line of this bank account is matched.')).toBe(true);
    expect(await account()).toMatchObject({ openLines: 0, open: 0, unseen: 0, ledger: 19_250 });
    const { rows } = await shop.ask<{ rows: { id: string }[] }>('banking.listSettlements', {});
    await shop.go(`/settlements/${rows[0]?.id}`);
    expect(await shop.shows('Proved')).toBe(true);
    await picture('settlement');
    const proof = await shop.ask<{ rows: { gap: number; unsettled: number; inTransit: number }[] }>('banking.proveClearing', {});
    expect(proof.rows[0]).toMatchObject({ gap: 0, unsettled: 0, inTransit: 0 });
    expect(shop.browser.complaints).toEqual([]);
  });
});
