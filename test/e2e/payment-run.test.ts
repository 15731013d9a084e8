import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { csvStatement, MAPPING } from '../kit/bank-shop.ts';
import { hasBrowser } from '../kit/browser.ts';
import { openShopWindow } from '../kit/shop-window.ts';

/** Suppliers are paid: a bank account is named, a run proposed and made, another person approves it, its file goes to the bank, and the bank's line is the run. */
describe.skipIf(!hasBrowser)('a payment run in a browser', () => {
  const downloads = mkdtempSync(join(tmpdir(), 'countinghouse-payments-'));
  let shop: Awaited<ReturnType<typeof openShopWindow>>;
  let bankAccountId: string;
  let today: string;
  let weaver: string;
  let path = '';

  beforeAll(async () => {
    shop = await openShopWindow();
    ({ today } = await shop.ask<{ today: string }>('engine.status', {}));
    const { id: accountId } = await shop.ask<{ id: string }>('accounting.getAccount', { role: 'bank' });
    const bank = { name: 'Current', currency: 'GBP', accountId, mapping: MAPPING };
    ({ bankAccountId } = await shop.dispatch<{ bankAccountId: string }>('banking.openBankAccount', bank));
    weaver = await supplier('Weaver');
    const dyer = await supplier('Dyer');
    await supplier('Nobody').then((id) => bill(id, 'N-1', 30_00));
    const to = { kind: 'iban', iban: 'DE89370400440532013000' };
    await shop.dispatch('parties.addBankAccount', { partyId: dyer, to }, [{ id: dyer, revision: 1 }]);
    await bill(weaver, 'W-1', 200_00);
    const disputed = await bill(weaver, 'W-2', 15_00);
    await shop.dispatch('purchasing.disputeBill', { billId: disputed, reason: 'wrong colour' }, [{ id: disputed, revision: 1 }]);
    await bill(dyer, 'D-1', 50_00);
    await shop.enter(`/customers/${weaver}`);
    await shop.browser.tell('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads });
  });
  afterAll(async () => {
    await shop?.close();
    rmSync(downloads, { recursive: true, force: true });
  });

  const supplier = async (name: string) =>
    (await shop.dispatch<{ partyId: string }>('parties.createParty', { kind: 'supplier', name, country: 'GB' })).partyId;
  const bill = async (partyId: string, reference: string, net: number) => {
    const charges = [{ title: 'Cloth', role: 'samples', net }];
    return (await shop.dispatch<{ billId: string }>('purchasing.postBill', { partyId, reference, on: today, charges })).billId;
  };
  const typeIn = async (label: string, text: string) => {
    const named = `[...document.querySelectorAll('[role=dialog] label')].find((l) => l.textContent.startsWith(${JSON.stringify(label)}))`;
    await shop.browser.until(named);
    await shop.browser.run(`document.getElementById(${named}.htmlFor).setAttribute('data-typed', '1')`);
    await shop.browser.type('[data-typed="1"]', text);
    await shop.browser.run(`document.querySelector('[data-typed]').removeAttribute('data-typed')`);
  };
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
  const act = async (verb: string) => {
    await shop.press(verb);
    await shop.confirm(verb);
  };
  const balance = async (role: string) => (await shop.ask<{ balance: number }>('accounting.getAccount', { role })).balance;

  test('the bank account says how it pays, and the supplier where to', async () => {
    await shop.press('Add bank account');
    await typeIn('IBAN', 'GB29 NWBK 6016 1331 9268 19');
    await picture('add-account');
    await shop.press('Show what it does');
    await shop.confirm('Add bank account');
    await shop.go(`/customers/${weaver}?tab=accounts`);
    await shop.shows('GB29NWBK60161331926819');
    await picture('supplier-accounts');
    await shop.go(`/bank-accounts/${bankAccountId}`);
    await shop.press('State payment details');
    await shop.press('Show what it does');
    await shop.confirm('State payment details');
    expect(await shop.shows('List for the bank')).toBe(true);
  });

  test('a bill gets its discount', async () => {
    const { rows } = await shop.ask<{ rows: { id: string; reference: string }[] }>('purchasing.listBills', {});
    await shop.go(`/bills/${rows.find((r) => r.reference === 'W-1')?.id}`);
    await shop.press('Set discount');
    await typeIn('Discount in per cent', '2');
    await shop.press('Show what it does');
    await shop.confirm('Set discount');
    expect(await shop.shows('4.00 until')).toBe(true);
    await picture('bill');
  });

  test('what is due is proposed with what it costs, chosen, and made after a look', async () => {
    await shop.go('/payment-runs/new');
    await shop.shows('In dispute: wrong colour');
    await shop.shows('No bank account known');
    await shop.shows('246.00');
    expect(await shop.breaches()).toEqual([]);
    await picture('proposal');
    await shop.press('Show what it does');
    await shop.shows('Weaver: 196.00 GBP');
    await picture('proposal-effects');
    await shop.press('Make payment run');
    await shop.shows('You made this run');
    expect(await shop.breaches()).toEqual([]);
    await picture('run-draft');
    path = await shop.browser.run<string>('location.hash.slice(1)');
  });

  test('another person approves, it is sent, and its file comes', async () => {
    const runId = path.split('/').at(-1) ?? '';
    await shop.dispatch('banking.approvePaymentRun', { runId }, [{ id: runId, revision: 1 }]);
    await act('Send run');
    await shop.press('Download file for the bank');
    await shop.shows('On its way');
    await picture('run-sent');
    const came = () => readdirSync(downloads).find((f) => f.endsWith('.csv'));
    await expect.poll(came, { timeout: 30_000 }).toBeDefined();
    const text = readFileSync(join(downloads, came() ?? ''), 'utf8');
    expect(text).toContain('Weaver,GB29NWBK60161331926819,,196.00,GBP');
    expect(await balance('payable')).toBe(-45_00);
    expect(await balance('bank/outgoing')).toBe(-246_00);
  });

  test('the one line of the bank is the run, and it is paid', async () => {
    const { rows } = await shop.ask<{ rows: { revision: number }[] }>('banking.listBankAccounts', {});
    expect(rows).toHaveLength(1);
    await shop.go(`/bank-accounts/${bankAccountId}`);
    await shop.shows('Choose a file');
    const content = csvStatement(0, [[today, '-246.00', 'Bank', 'Collective payment']]);
    await shop.browser.run(`(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([${JSON.stringify(content)}], 'bank.csv'));
      document.querySelector('.drop').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    })()`);
    await shop.press('Import 1 line');
    await shop.shows('1 line came in.');
    await shop.go(`/reconcile?bankAccountId=${bankAccountId}`);
    await shop.shows('A payment run as a whole');
    await picture('reconcile-run');
    await shop.press('Accept 1 sure match');
    await shop.shows('Payments on their way');
    await shop.browser.run(`[...document.querySelectorAll('[role=dialog] button[type=submit]')].at(-1).click()`);
    await shop.browser.until(`!document.querySelector('[role=dialog]')`);
    expect([await balance('bank'), await balance('bank/outgoing')]).toEqual([-246_00, 0]);
    await shop.go(path);
    await shop.shows('Paid');
    await shop.go('/payment-runs');
    await shop.shows('Total 246.00 GBP');
    await picture('runs');
  });

  test('a payment the bank gives back opens its bill', async () => {
    await shop.go(path);
    await shop.press('Record returned payment');
    await typeIn('What the bank says', 'account closed');
    await shop.press('Show what it does');
    await shop.shows('Payments on their way');
    await picture('return-effects');
    await shop.confirm('Record returned payment');
    await shop.shows('account closed');
    await picture('run-returned');
    expect(await balance('bank/outgoing')).toBe(50_00);
    expect(shop.browser.complaints).toEqual([]);
  });
});
