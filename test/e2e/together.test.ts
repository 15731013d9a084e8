import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueSignInLink, issueToken } from '../../main/server/tokens.ts';
import { hasBrowser, openBrowser } from '../kit/browser.ts';
import { openShopWindow } from '../kit/shop-window.ts';

/** Two people in two browsers and a script with a token, on the same order at the same time. */
describe.skipIf(!hasBrowser)('several on one order', () => {
  let shop: Awaited<ReturnType<typeof openShopWindow>>;
  let anna: typeof shop.browser;
  let ben: Awaited<ReturnType<typeof openBrowser>>;
  let token: string;
  let orderId: string;
  let number: string;

  beforeAll(async () => {
    shop = await openShopWindow();
    anna = shop.browser;
    ben = await openBrowser();
    await shop.dispatch('catalog.createItem', { sku: 'TEE', title: 'Tee' });
    const party = { kind: 'customer', name: 'Carla Customer', country: 'GB' };
    const { partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', party);
    ({ orderId, number } = await shop.dispatch<{ orderId: string; number: string }>('sales.acceptOrder', {
      partyId,
      orderedAt: '2026-01-05T09:00:00.000Z',
      orderedOn: '2026-01-05',
      currency: 'GBP',
      country: 'GB',
      lines: [{ sku: 'TEE', qty: 3, unitPriceMicros: 5_000_000 }],
    }));
    await shop.dispatch('company.createUser', { login: 'ben', name: 'Ben Backoffice', roles: ['owner'] });
    token = await issueToken(shop.engine(), { login: 'olive', name: 'script' });
    await shop.enter(`/orders/${orderId}`);
    const link = await issueSignInLink(shop.engine(), 'ben');
    await ben.goto(`${shop.server.url}/#link=${link?.secret}&to=/orders/${orderId}`);
    for (const page of [anna, ben]) await page.until(`document.body?.innerText.includes('Promise a day')`);
    // What is loaded anew loses this mark.
    for (const page of [anna, ben]) await page.run('void (globalThis.neverLoadedAgain = true)');
  });
  afterAll(async () => {
    await ben?.close();
    await shop?.close();
  });

  type Window = Pick<typeof ben, 'until' | 'run' | 'press' | 'type'>;
  const shows = (page: Window, text: string) => page.until(`document.querySelector('.page').innerText.includes(${JSON.stringify(text)})`);
  const says = (page: Window, text: string) =>
    page.until(`document.querySelector('[role=dialog]')?.innerText.includes(${JSON.stringify(text)})`);
  const click = (page: Window, text: string) =>
    page.until(`(() => {
      const found = [...document.querySelectorAll('button')].filter((b) => b.textContent === ${JSON.stringify(text)} && !b.disabled).at(-1);
      found?.click();
      return Boolean(found);
    })()`);
  const field = `document.querySelector('[role=dialog] input[name=promisedOn]')`;
  /** Types a day into the dialog as the browser takes it from its own field for days. */
  const typeDay = async (page: Window, on: string) => {
    await page.until(field);
    await page.run(`(() => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(${field}, ${JSON.stringify(on)});
      ${field}.dispatchEvent(new Event('input', { bubbles: true }));
    })()`);
  };
  const looked = async (page: Window, on: string) => {
    await click(page, 'Promise a day');
    await typeDay(page, on);
    await click(page, 'Show what it does');
    await page.until(`document.querySelector('[role=dialog] .effects')`);
  };
  const done = async (page: Window) => {
    await click(page, 'Promise a day');
    await page.until(`!document.querySelector('[role=dialog]')`);
  };
  const script = async (operation: string, body: object) => {
    const response = await fetch(`${shop.server.url}/api/${operation.replace('.', '/')}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const order = () => shop.ask<{ promisedOn: string | null; revision: number }>('sales.getOrder', { orderId });

  test('what one does the other sees without loading the page again', async () => {
    await looked(ben, '2026-02-03');
    await done(ben);
    for (const page of [anna, ben]) await shows(page, '02/03/2026');
  });

  test('an edit of what was changed meanwhile is refused in words; what was typed stays and goes through on the new state', async () => {
    await looked(anna, '2026-03-04');
    await looked(ben, '2026-02-10');
    await done(ben);
    // The page behind the open dialog is fresh already; what was decided on is not.
    await shows(anna, '02/10/2026');
    await click(anna, 'Promise a day');
    await says(anna, 'Somebody else changed it meanwhile');
    await says(anna, 'what you typed stays');
    expect(await anna.run(`${field}.value`)).toBe('2026-03-04');
    expect((await order()).promisedOn).toBe('2026-02-10');
    await click(anna, 'Take the new state over');
    await click(anna, 'Show what it does');
    await anna.until(`document.querySelector('[role=dialog] .effects')`);
    await done(anna);
    for (const page of [anna, ben]) await shows(page, '03/04/2026');
    expect((await order()).promisedOn).toBe('2026-03-04');
  });

  test('a script with a token is one of them: it is refused what is stale with the row as it is, and its change is seen at once', async () => {
    const { revision } = await order();
    const edit = { input: { orderId, promisedOn: '2026-05-06' } };
    const stale = await script('sales.editOrder', {
      ...edit,
      commandId: 'script-stale-1',
      expect: [{ id: orderId, revision: revision - 1 }],
    });
    expect(stale).toMatchObject({ status: 409, body: { code: 'engine.stale', params: { current: revision, row: { number } } } });
    expect(stale.body['sentence']).toContain(`${number} has changed since you looked`);
    const fresh = await script('sales.editOrder', { ...edit, commandId: 'script-fresh-1', expect: [{ id: orderId, revision }] });
    expect(fresh.status).toBe(200);
    for (const page of [anna, ben]) await shows(page, '05/06/2026');
  });

  test('an action that somebody else took first says what is so, with the words that were typed for it', async () => {
    await click(anna, 'Cancel order');
    await anna.type('[role=dialog] input[name=reason]', 'the customer called');
    const { revision } = await order();
    const cancel = { orderId, reason: 'ordered twice' };
    const cancelled = await script('sales.cancelOrder', {
      input: cancel,
      commandId: 'script-cancel-1',
      expect: [{ id: orderId, revision }],
    });
    expect(cancelled.status).toBe(200);
    await shows(anna, 'ordered twice');
    await click(anna, 'Show what it does');
    await says(anna, 'Somebody else changed it meanwhile');
    await click(anna, 'Take the new state over');
    await click(anna, 'Show what it does');
    await says(anna, 'Not possible as things stand');
    expect(await anna.run(`document.querySelector('[role=dialog] input[name=reason]').value`)).toBe('the customer called');
  });

  test('no page was loaded again and nothing threw', async () => {
    for (const page of [anna, ben]) expect(await page.run('globalThis.neverLoadedAgain')).toBe(true);
    // Asking before the link is spent, and what was refused, the browser notes as well.
    const unexpected = [...anna.complaints, ...ben.complaints].filter((c) => !/status of (401|409|422)/.test(c.text));
    expect(unexpected).toEqual([]);
  });
});
