import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser } from '../kit/browser.ts';
import { openShopWindow } from '../kit/shop-window.ts';

interface Chart {
  readonly accounts: readonly {
    readonly id: string;
    readonly code: string;
    readonly group: string | null;
    readonly stage: string;
    readonly active: boolean;
  }[];
  readonly roles: readonly { readonly role: string; readonly code: string }[];
}

/** An accountant makes the chart the company's own. */
describe.skipIf(!hasBrowser)('the chart of accounts', () => {
  let shop: Awaited<ReturnType<typeof openShopWindow>>;

  beforeAll(async () => {
    shop = await openShopWindow();
    await shop.enter('/chart');
  }, 120_000);
  afterAll(() => shop?.close());

  const chart = () => shop.ask<Chart>('accounting.getChart', {});
  const account = async (code: string) => (await chart()).accounts.find((a) => a.code === code);
  const choose = (name: string, text: string) =>
    shop.browser.until(`(() => {
      const field = document.querySelector('[role=dialog] select[name=${name}]');
      const option = [...(field?.options ?? [])].find((o) => o.text === ${JSON.stringify(text)});
      if (!option) return false;
      Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value').set.call(field, option.value);
      field.dispatchEvent(new Event('change', { bubbles: true }));
      return true;
    })()`);

  test('an account is added, and refused under a code that is taken', async () => {
    for (const [code, name] of [
      ['1000', 'Second bank'],
      ['6200', 'Packaging'],
    ]) {
      if (code === '1000') await shop.press('Add account');
      else await shop.browser.run(`document.querySelector('[role=dialog] input[name=code]').select()`);
      await shop.browser.type('[role=dialog] input[name=code]', code ?? '');
      await shop.browser.run(`document.querySelector('[role=dialog] input[name=name]').select()`);
      await shop.browser.type('[role=dialog] input[name=name]', name ?? '');
      await shop.press('Show what it does');
      if (code === '1000') expect(await shop.shows('Account 1000')).toBe(true);
    }
    await shop.confirm('Add account');
    expect(await account('6200')).toMatchObject({ group: null, stage: 'operating', active: true });
    shop.browser.complaints.length = 0; // A refused preview is a failed request in the console.
  });

  test('it is placed under a heading of its own', async () => {
    await shop.press('Add heading');
    await shop.browser.type('[role=dialog] input[name=code]', 'packing');
    await shop.browser.type('[role=dialog] input[name=name]', 'Packing material');
    await shop.press('Show what it does');
    await shop.confirm('Add heading');
    await shop.go(`/accounts/${(await account('6200'))?.id}`);
    await shop.press('Place under heading');
    await choose('group', 'Packing material');
    await shop.press('Show what it does');
    await shop.confirm('Place under heading');
    expect(await account('6200')).toMatchObject({ group: 'packing' });
    expect(await shop.shows('Packing material')).toBe(true);
  });

  test('a role moves to another account; one that plays a role is not closed', async () => {
    await shop.go('/chart?role=outbound-freight');
    await shop.press('Give Outbound freight to another account');
    await choose('accountId', '6200 Packaging');
    await shop.press('Show what it does');
    await shop.confirm('Give Outbound freight to another account');
    expect((await chart()).roles).toContainEqual(expect.objectContaining({ role: 'outbound-freight', code: '6200' }));
    await shop.go(`/accounts/${(await account('6200'))?.id}`);
    await shop.press('Close for posting');
    expect(await shop.shows('assign the role to another account first')).toBe(true);
    shop.browser.complaints.length = 0;
  });

  test.each(['light', 'dark'] as const)('is readable for everybody, %s', async (scheme) => {
    await shop.browser.scheme(scheme);
    await shop.go('/chart?heading=packing');
    expect(await shop.shows('Change heading Packing material')).toBe(true);
    expect(await shop.breaches()).toEqual([]);
    expect(shop.browser.complaints).toEqual([]);
  });
});
