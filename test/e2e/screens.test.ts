import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Engine, SYSTEM } from '../../main/engine/engine.ts';
import { issueSignInLink } from '../../main/server/tokens.ts';
import { screens } from '../../renderer/screens/index.ts';
import { hasBrowser, openBrowser } from '../kit/browser.ts';
import { openShopWindow } from '../kit/shop-window.ts';

if (!hasBrowser) console.warn('No Chromium at /usr/bin/chromium: the screens are not looked at in this run (apt-get install chromium).');

/** The real renderer in a real browser against the real server. */
describe.skipIf(!hasBrowser)('screens in a browser', () => {
  let shop: Awaited<ReturnType<typeof openShopWindow>>;
  let browser: typeof shop.browser;
  let server: typeof shop.server;
  let link: string;

  beforeAll(async () => {
    shop = await openShopWindow();
    ({ browser, server } = shop);
    await shop.dispatch('company.setRole', {
      role: 'reader',
      name: 'Reads the company only',
      permissions: ['company.read', 'engine.read'],
    });
    await shop.dispatch('company.createUser', { login: 'rita', name: 'Rita Reader', roles: ['reader'] });
    link = `${server.url}/#link=${(await issueSignInLink(shop.engine()))?.secret}`;
  });
  afterAll(() => shop?.close());

  const shows = (text: string) => shop.shows(text);
  const press = (text: string) => shop.press(text);

  test('without a session there is only the sign-in; a wrong password is refused in words', async () => {
    await browser.goto(`${server.url}/`);
    expect(await shows('Password')).toBe(true);
    await browser.type('input[autocomplete=username]', 'olive');
    await browser.type('input[autocomplete=current-password]', 'a guess');
    await browser.click('button[type=submit]');
    expect(await shows('do not belong together here')).toBe(true);
    browser.complaints.length = 0; // Asking without a session and the refused sign-in are expected 401s in the console.
  });

  test('the link lets the owner in once, and a password of her own lets her in again', async () => {
    await browser.goto(link);
    expect(await shows('Tee and Mug Ltd')).toBe(true);
    expect(await browser.run<string>('location.href')).not.toContain('link');
    await browser.run(`location.hash = '/account'`);
    expect(await shows('choose a password')).toBe(true);
    await browser.type('input[name=next]', 'four short words here');
    await browser.type('input[name=again]', 'four short words here');
    await browser.click('main button[type=submit]');
    expect(await shows('The new password holds from now on')).toBe(true);
    await press('Olive Owner');
    await press('Sign out');
    expect(await shows('The first time, open the link')).toBe(true);
    // The spent link, pasted into the open window: it no longer opens anything, and the window says so by asking who it is.
    await browser.run(`location.hash = 'link=${link.split('=')[1]}'`);
    await browser.until(`!location.hash.includes('link')`);
    expect(await shows('The first time, open the link')).toBe(true);
    await browser.type('input[autocomplete=username]', 'olive');
    await browser.type('input[autocomplete=current-password]', 'four short words here');
    await browser.click('button[type=submit]');
    expect(await shows('Connected')).toBe(true);
    browser.complaints.length = 0; // The spent link is an expected 401 in the console.
  });

  test.each([
    ['/orders', 'Orders appear here as soon as a channel brings them in.'],
    ['/holds', 'No order waits for a decision.'],
    ['/stock', 'Nothing is on hand here.'],
    ['/exceptions', 'Nothing waits for a person.'],
    ['/trial-balance', 'Nothing has been posted up to this day.'],
    ['/journal-entries', 'Entries appear here as documents are posted.'],
    ['/audit-log', 'Olive Owner signed in'],
    ['/nowhere', 'There is nothing at this address'],
  ])('%s says what is so', async (path, text) => {
    await browser.run(`location.hash = ${JSON.stringify(path)}`);
    expect(await shows(text)).toBe(true);
  });

  test('a posted entry appears in an open trial balance without a reload', async () => {
    await browser.run(`location.hash = '/trial-balance'`);
    expect(await shows('Nothing has been posted')).toBe(true);
    await shop.dispatch('accounting.postEntry', {
      on: '2026-01-05',
      memo: 'Capital paid in',
      lines: [
        { account: { role: 'bank' }, amount: 123_456 },
        { account: { role: 'retained-earnings' }, amount: -123_456 },
      ],
    });
    expect(await shows('1,234.56')).toBe(true);
    expect(await shows('\u22121,234.56')).toBe(true);
    await browser.run(`location.hash = '/journal-entries'`);
    expect(await shows('Capital paid in')).toBe(true);
  });

  test('G and a letter goes to a room', async () => {
    await browser.press('g');
    await browser.press('a');
    await browser.until(`location.hash === '#/audit-log'`);
    expect(await shows('Countinghouse posted entry')).toBe(true);
  });

  test('an action asks its reason, shows what it would do, and does exactly that', async () => {
    const { partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', {
      kind: 'customer',
      name: 'Carla Customer',
      country: 'GB',
    });
    await shop.dispatch('catalog.createItem', { sku: 'TEE', title: 'Tee' });
    const { orderId } = await shop.dispatch<{ orderId: string }>('sales.acceptOrder', {
      partyId,
      orderedAt: '2026-01-05T09:00:00.000Z',
      orderedOn: '2026-01-05',
      currency: 'GBP',
      country: 'GB',
      lines: [{ sku: 'TEE', qty: 3, unitPriceMicros: 5_000_000 }],
      holds: [{ code: 'call-first', severity: 'block', detail: 'New address' }],
    });
    await browser.run(`location.hash = '/orders/${orderId}'`);
    await press('Lift hold call first');
    expect(await shows('Kept with the record for ever')).toBe(true);
    await browser.type('input[data-autofocus]', 'x');
    await press('Show what it does');
    // The contract wants a reason of three letters: the refusal stands beside the field and what was typed stays.
    expect(await shows('at least 3 characters')).toBe(true);
    await browser.type('input[data-autofocus]', 'alled and confirmed');
    await press('Show what it does');
    expect(await shows('1 changed')).toBe(true);
    expect(await shows('Blocks: Call first')).toBe(true);
    await press('Lift hold call first');
    await browser.until(`!document.body.innerText.includes('Blocks: Call first')`);
    await browser.run(`location.hash = '/orders/${orderId}?tab=holds'`);
    expect(await shows('Nothing holds this order.')).toBe(true);

    await press('Cancel order');
    await browser.type('input[data-autofocus]', 'not wanted any more');
    await press('Show what it does');
    expect(await shows('Qty cancelled +3')).toBe(true);
    await press('Cancel order');
    expect(await shows('Cancelled: not wanted any more')).toBe(true);
    const engine = server.engines.get('shop');
    const order = await engine?.ask({ operation: 'sales.getOrder', input: { orderId }, actor: SYSTEM });
    expect(order?.output).toMatchObject({ state: 'cancelled' });
    browser.complaints.length = 0; // The refused reason is an expected 400 in the console.
  });

  test('the owner adds somebody, hands over a link, and signs them out again', async () => {
    await browser.run(`location.hash = '/users'`);
    await press('Add user');
    await browser.type('input[name=name]', 'Wanda Warehouse');
    await browser.type('input[name=login]', 'wanda');
    await browser.run(`(() => {
      const role = document.querySelector('select[name=role]');
      Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value').set.call(role, 'warehouse');
      role.dispatchEvent(new Event('change', { bubbles: true }));
    })()`);
    await press('Show what it does');
    expect(await shows('App user')).toBe(true);
    await press('Add user');
    expect(await shows('Wanda Warehouse')).toBe(true);
    await browser.run(`[...document.querySelectorAll('a')].find((a) => a.textContent === 'Wanda Warehouse').click()`);
    await press('Make sign-in link');
    await browser.until(`document.querySelector('input[readonly]')?.value.includes('#link=')`);
    const handed = await browser.run<string>(`document.querySelector('input[readonly]').value`);
    const other = await openBrowser();
    try {
      await other.goto(handed);
      await other.until(`document.body.innerText.includes('Wanda Warehouse: choose a password')`);
      expect(await shows('Open until')).toBe(true);
      await press('Sign out everywhere');
      expect(await shows('1 session or link ends now.')).toBe(true);
      // The page has a button of that name, too: the one that does it has the keyboard.
      await browser.until(
        `document.activeElement?.closest('[role=dialog]') && document.activeElement.textContent === 'Sign out everywhere'`,
      );
      await browser.press('Enter');
      await browser.until(`!document.querySelector('[role=dialog]')`);
      await other.until(`document.body.innerText.includes('The first time, open the link')`);
      expect(await shows('Ended')).toBe(true);
    } finally {
      await other.close();
    }
  });

  test('what somebody may not see is refused in words, on its own screen only', async () => {
    const weak = await issueSignInLink(shop.engine(), 'rita');
    await browser.goto(`${server.url}/#link=${weak?.secret}&to=/orders`);
    expect(await shows('Not open to you')).toBe(true);
    expect(await shows('sales.listOrders needs the permission sales.read')).toBe(true);
    await browser.run(`location.hash = '/'`);
    expect(await shows('Head of the audit chain')).toBe(true);
  });

  test.each(['light', 'dark'] as const)(
    'every screen without a record is readable for everybody, %s',
    async (scheme) => {
      await browser.scheme(scheme);
      const link2 = await issueSignInLink(server.engines.get('shop') as Engine);
      await browser.goto(`${server.url}/?${scheme}#link=${link2?.secret}`);
      expect(await shows('Connected')).toBe(true);
      const found: Record<string, string[]> = {};
      const plain = screens.map((screen) => screen.path).filter((path) => !path.includes(':'));
      for (const path of plain) {
        await browser.run(`location.hash = ${JSON.stringify(path)}`);
        await browser.until(`document.querySelector('main h1, main .note h2') && !document.querySelector('.waiting')`);
        const wrong = await shop.breaches();
        if (wrong.length > 0) found[path] = wrong;
      }
      expect(found).toEqual({});
    },
    600_000,
  );

  test('nothing was blocked by the content security policy and nothing threw', () => {
    // A refusal that came over HTTP, before the line was open, is noted by the browser as well; the screens word it.
    const unexpected = browser.complaints.filter((c) => !/status of (403|422)/.test(c.text));
    expect(unexpected).toEqual([]);
  });

  test('no address leads out of the folder of the screens', async () => {
    for (const path of ['/..%2f..%2fpackage.json', '/%2e%2e/package.json', '/assets/../../package.json', '/c/shop/..%2f..%2fetc/passwd']) {
      const response = await fetch(`${server.url}${path}`);
      expect([response.status, await response.text()]).toEqual([404, expect.not.stringContaining('devDependencies')]);
    }
    const page = await fetch(`${server.url}/c/shop/`);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/script-src 'self';/);
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none';
    expect(await page.text()).toContain(`content="${nonce}"`);
    expect((await fetch(`${server.url}/`)).headers.get('content-security-policy')).not.toBe(policy);
  });
});
