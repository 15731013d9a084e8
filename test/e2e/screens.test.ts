import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SYSTEM } from '../../main/engine/engine.ts';
import { createInProcess } from '../../main/hosts/inprocess.ts';
import { type RunningServer, startServer } from '../../main/hosts/server.ts';
import { issueSignInToken, issueToken } from '../../main/server/tokens.ts';
import { hasBrowser, openBrowser } from '../kit/browser.ts';

const root = join(import.meta.dirname, '../..');

if (!hasBrowser) console.warn('No Chromium at /usr/bin/chromium: the screens are not looked at in this run (apt-get install chromium).');

/** The real renderer in a real browser against the real server. */
describe.skipIf(!hasBrowser)('screens in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countinghouse-e2e-'));
  const file = join(folder, 'shop.countinghouse');
  let server: RunningServer;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  let link: string;
  let weak: string;

  beforeAll(async () => {
    const screens = join(folder, 'renderer');
    await build({ configFile: join(root, 'vite.config.ts'), build: { outDir: screens } });
    const engine = await createInProcess(
      { file },
      {
        name: 'Tee and Mug Ltd',
        currency: 'GBP',
        zone: 'Europe/London',
        country: 'GB',
        warehouses: [{ code: 'LON', name: 'London', country: 'GB' }],
        owner: { login: 'olive', name: 'Olive Owner' },
      },
    );
    const as = (operation: string, input: unknown) => engine.dispatch({ commandId: `e2e-${operation}`, operation, input, actor: SYSTEM });
    await as('company.setRole', { role: 'reader', name: 'Reads the company only', permissions: ['company.read', 'engine.read'] });
    await as('company.createUser', { login: 'rita', name: 'Rita Reader', roles: ['reader'] });
    const owner = await issueSignInToken(engine);
    weak = await issueToken(engine, { login: 'rita', name: 'e2e' });
    await engine.close();
    server = await startServer({ companies: [{ name: 'shop', location: { file } }], screens });
    link = `${server.url}/#token=${owner?.secret}`;
    browser = await openBrowser();
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Waits until a person can read a text on the page. */
  const shows = async (text: string) => {
    await browser.until(`document.body?.innerText.includes(${JSON.stringify(text)})`);
    return true;
  };
  const dispatch = (operation: string, input: unknown) => {
    const engine = server.engines.get('shop');
    if (!engine) throw new Error('the server serves no shop');
    return engine.dispatch({ commandId: `e2e-${operation}-live`, operation, input, actor: SYSTEM });
  };

  test('without a token there is only the sign-in; a wrong token is refused in words', async () => {
    await browser.goto(`${server.url}/`);
    expect(await shows('Access token')).toBe(true);
    await browser.type('#token', 'cht_this-is-not-a-token-of-anybody');
    await browser.click('button[type=submit]');
    expect(await shows('This token is not valid here')).toBe(true);
    browser.complaints.length = 0; // The refused sign-in is an expected 401 in the console.
  });

  test('the link lets the owner in, and its token leaves the address', async () => {
    await browser.goto(link);
    expect(await shows('Tee and Mug Ltd')).toBe(true);
    expect(await shows('Connected')).toBe(true);
    expect(await browser.run<string>('location.href')).not.toContain('token');
    await browser.goto(`${server.url}/`);
    expect(await shows('Connected')).toBe(true);
  });

  test.each([
    ['/orders', 'Orders appear here as soon as a channel brings them in.'],
    ['/stock', 'Nothing is on hand here.'],
    ['/exceptions', 'Nothing waits for a person.'],
    ['/trial-balance', 'Nothing has been posted up to this day.'],
    ['/journal-entries', 'Entries appear here as documents are posted.'],
    ['/audit-log', 'Create token (company)'],
    ['/nowhere', 'There is nothing at this address'],
  ])('%s says what is so', async (path, text) => {
    await browser.run(`location.hash = ${JSON.stringify(path)}`);
    expect(await shows(text)).toBe(true);
  });

  test('a posted entry appears in an open trial balance without a reload', async () => {
    await browser.run(`location.hash = '/trial-balance'`);
    expect(await shows('Nothing has been posted')).toBe(true);
    await dispatch('accounting.postEntry', {
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
    expect(await shows('Post entry (accounting)')).toBe(true);
  });

  test('an action asks its reason, shows what it would do, and does exactly that', async () => {
    const { output: party } = await dispatch('parties.createParty', { kind: 'customer', name: 'Carla Customer', country: 'GB' });
    await dispatch('catalog.createItem', { sku: 'TEE', title: 'Tee' });
    const { output } = await dispatch('sales.acceptOrder', {
      partyId: (party as { partyId: string }).partyId,
      orderedAt: '2026-01-05T09:00:00.000Z',
      orderedOn: '2026-01-05',
      currency: 'GBP',
      country: 'GB',
      lines: [{ sku: 'TEE', qty: 3, unitPriceMicros: 5_000_000 }],
      holds: [{ code: 'call-first', severity: 'block', detail: 'New address' }],
    });
    const { orderId } = output as { orderId: string };
    await browser.run(`location.hash = '/orders/${orderId}'`);
    const press = (text: string) =>
      browser.until(`(() => {
        const found = [...document.querySelectorAll('button')].filter((b) => b.textContent === ${JSON.stringify(text)} && !b.disabled).at(-1);
        found?.click();
        return Boolean(found);
      })()`);
    await press('Lift hold call-first');
    expect(await shows('Kept with the order for ever')).toBe(true);
    await browser.type('input[data-autofocus]', 'x');
    await press('Show what it does');
    // The contract wants a reason of three letters: the refusal stands beside the field and what was typed stays.
    expect(await shows('>=3 characters')).toBe(true);
    await browser.type('input[data-autofocus]', 'alled and confirmed');
    await press('Show what it does');
    expect(await shows('1 changed')).toBe(true);
    await press('Lift hold call-first');
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

  test('what somebody may not see is refused in words, on its own screen only', async () => {
    await browser.goto(`${server.url}/#token=${weak}&to=/orders`);
    expect(await shows('Not open to you')).toBe(true);
    expect(await shows('sales.listOrders needs the permission sales.read')).toBe(true);
    await browser.run(`location.hash = '/'`);
    expect(await shows('Head of the audit chain')).toBe(true);
  });

  test('nothing was blocked by the content security policy and nothing threw', () => {
    const unexpected = browser.complaints.filter((c) => !/status of 403/.test(c.text));
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
