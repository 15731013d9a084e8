import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser } from '../kit/browser.ts';
import { openShopWindow } from '../kit/shop-window.ts';

/** A customer is late: levels are set, the proposal is looked at, the letter written and opened, the account read. */
describe.skipIf(!hasBrowser)('dunning in a browser', () => {
  let shop: Awaited<ReturnType<typeof openShopWindow>>;
  let ann = '';

  beforeAll(async () => {
    shop = await openShopWindow();
    const owes = async (name: string, itemKey: string, amount: number) => {
      const { partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', { kind: 'customer', name, country: 'GB' });
      const lines = [
        { account: { role: 'receivable' }, amount, itemKey, partyId },
        { account: { role: 'opening-balance' }, amount: -amount },
      ];
      await shop.dispatch('accounting.postEntry', { on: '2025-12-01', memo: 'From before', lines });
      return partyId;
    };
    ann = await owes('Ann Archer', 'OLD-1', 12_000);
    await owes('Bob Brown', 'OLD-2', 3_000);
    await shop.enter('/dunning-levels');
  });
  afterAll(() => shop?.close());

  const type = async (name: string, text: string) => {
    await shop.browser.until(`document.querySelector('[name=${name}]')`);
    await shop.browser.run(`document.querySelector('[name=${name}]').select()`);
    await shop.browser.type(`[name=${name}]`, text);
  };

  /** Presses a button as a hand does: without one a browser opens no window. */
  const pressByHand = async (text: string) => {
    await shop.browser.until(`(() => {
      const found = [...document.querySelectorAll('button')].find((b) => b.textContent === ${JSON.stringify(text)} && !b.disabled);
      found?.focus();
      return Boolean(found);
    })()`);
    await shop.browser.press('Enter');
  };

  test('levels are set, and what cannot be read is said beside its field', async () => {
    await shop.shows('Dunning levels');
    await type('fee0', 'much');
    await shop.press('Show what it does');
    await shop.shows('Write an amount such as');
    await type('fee0', '5.00');
    await type('words0', 'Please pay, Ann.');
    await shop.press('Show what it does');
    await shop.press('Save levels');
    await shop.shows('Letters: 2');
    expect(await shop.ask('receivables.getDunningTerms', {})).toMatchObject({ levels: [{ fee: 500, words: 'Please pay, Ann.' }, {}, {}] });
  });

  test('who is late is shown with what they get; the letters are previewed, one customer left out, and written', async () => {
    await shop.shows('Letters: 2, over 160.00 GBP');
    await shop.press('Write letters');
    await shop.browser.until(`document.querySelectorAll('[role=dialog] [type=checkbox]').length === 2`);
    await shop.browser.run(`[...document.querySelectorAll('[role=dialog] label')].find((l) => l.textContent.startsWith('Bob')).click()`);
    await shop.press('Show what it does');
    await shop.shows('Payment reminder: Ann Archer');
    expect(await shop.ask('receivables.countLetters', {})).toMatchObject({ count: 0 });
    await shop.confirm('Write letters');
    await shop.shows('Letters: 1, over 35.00 GBP');
    expect(await shop.ask('receivables.countLetters', {})).toMatchObject({ count: 1, total: 12_500 });
  });

  test('the letter opens from the customer, and its PDF beside the page', async () => {
    await shop.go(`/customers/${ann}?tab=dunning`);
    await shop.shows('DUN-2026-00001');
    await shop.browser.run(`[...document.querySelectorAll('a')].find((a) => a.textContent === 'DUN-2026-00001').click()`);
    await shop.shows('Pay by');
    await shop.browser.run(`URL.createObjectURL = (made) => { globalThis.made = made; return 'about:blank'; }`);
    await pressByHand('Print');
    await shop.browser.until('globalThis.made');
    expect(await shop.browser.run('globalThis.made.slice(0, 5).text()')).toBe('%PDF-');
  });

  test('the account of the customer leads to what is open, and is printed', async () => {
    await shop.go(`/customers/${ann}?tab=statement`);
    await shop.shows('Balance before');
    await shop.browser.until(`[...document.querySelectorAll('a')].some((a) => a.textContent === '120.00' && a.hash.startsWith('#/aged'))`);
    await shop.browser.run(
      `globalThis.made = undefined; URL.createObjectURL = (made) => { globalThis.made = made; return 'about:blank'; }`,
    );
    await pressByHand('Print');
    await shop.browser.until('globalThis.made');
    expect(await shop.browser.run('globalThis.made.slice(0, 5).text()')).toBe('%PDF-');
    expect(shop.browser.complaints).toEqual([]);
  });
});
