import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeOf, stepOf } from '../../main/server/totp.ts';
import { hasBrowser } from '../kit/browser.ts';
import { openShopWindow } from '../kit/shop-window.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** People and what proves who they are, as an owner meets it in a browser. */
describe.skipIf(!hasBrowser)('people in a browser', () => {
  let shop: Awaited<ReturnType<typeof openShopWindow>>;
  let browser: typeof shop.browser;
  let secret = '';

  beforeAll(async () => {
    shop = await openShopWindow();
    ({ browser } = shop);
    await shop.dispatch('company.createUser', { login: 'wanda', name: 'Wanda Warehouse', roles: ['warehouse'] });
    await shop.enter();
  });
  afterAll(() => shop?.close());

  const shows = (text: string) => shop.shows(text);
  const go = (path: string) => shop.go(path);
  const press = (text: string) => shop.press(text);
  /** What a code generator shows, `steps` half minutes from now. */
  const shown = (steps: number) => {
    const bits = Array.from(secret, (c) => c)
      .map((c) => ALPHABET.indexOf(c).toString(2).padStart(5, '0'))
      .join('');
    const bytes = Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
    return codeOf(bytes, stepOf(Date.now()) + steps);
  };

  test('a token is made, its secret shown once, and revoked', async () => {
    await go('/account');
    await shows('API tokens');
    await browser.type('section:last-of-type input[type=text], section:last-of-type input:not([type])', 'Packing desk');
    await press('Make token');
    await shows('Copy it now');
    expect(await browser.run<string>(`document.querySelector('input[readonly]').value`)).toMatch(/^cht_/);
    await press('Done');
    await shows('Packing desk');
    await press('Revoke token');
    await shows('1 changed');
    await press('Revoke token');
    await shows('Revoked');
    expect(browser.complaints).toEqual([]);
  });

  test('what somebody may do and why stands on their page', async () => {
    await go('/users');
    await shows('Wanda Warehouse');
    await browser.run(`[...document.querySelectorAll('a')].find((a) => a.textContent === 'Wanda Warehouse').click()`);
    await shows('What this person may do, and why');
    await shows('Warehouse (fulfillment.allocate)');
    await press('May not');
    await shows('No role grants accounting.post');
    expect(browser.complaints).toEqual([]);
  });

  test('a role gets a permission, with a reason', async () => {
    await go('/roles/warehouse');
    await shows('All of it, and what is added later');
    await browser.run(
      `[...document.querySelectorAll('fieldset[aria-label="Permissions of Accounting"] input')].find((i) => i.closest('.mantine-Checkbox-root').textContent.startsWith('read')).click()`,
    );
    await press('Save changes');
    await browser.until(`document.querySelector('input[name=reason]')`);
    await browser.type('input[name=reason]', 'Counts are compared with the books');
    await browser.press('Enter');
    await shows('Role permission');
    await browser.press('Control+Enter');
    await shows('18 permissions');
    expect(browser.complaints).toEqual([]);
  });

  test('a code generator is set up, asked for at sign-in, and the recovery codes are shown once', async () => {
    await go('/account');
    await press('Set up code generator');
    await browser.until(`document.querySelector('img.qr')?.complete`);
    secret = await browser.run<string>(`document.querySelector('input[readonly]').value`);
    await browser.type('input[autocomplete=one-time-code]', shown(-1));
    await press('Check code');
    await shows('Each lets you in once');
    expect(await browser.run<number>(`document.querySelectorAll('.codes li').length`)).toBe(10);
    await press('I have kept them');
    await shows('A code from your code generator is asked for');
    await browser.type('input[name=next]', 'four short words here');
    await browser.type('input[name=again]', 'four short words here');
    await press('Choose password');
    await shows('The new password holds from now on');
    expect(browser.complaints).toEqual([]);

    await browser.run(`fetch('api/session', { method: 'DELETE' }).then(() => location.reload())`);
    await shows('Password');
    await browser.type('input[autocomplete=username]', 'olive');
    await browser.type('input[autocomplete=current-password]', 'four short words here');
    await press('Sign in');
    await shows('Six digits of your code generator');
    await browser.type('input[autocomplete=one-time-code]', shown(0));
    await press('Sign in');
    await shows('Connected');
  });
});
