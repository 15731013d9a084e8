import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SYSTEM } from '../../main/engine/engine.ts';
import { issueSignInLink } from '../../main/server/tokens.ts';
import { hasBrowser, openBrowser, type Page } from '../kit/browser.ts';
import { openShopWindow } from '../kit/shop-window.ts';

/** Two people at two browsers: one asks, the other decides. */
describe.skipIf(!hasBrowser)('approvals in two browsers', () => {
  let shop: Awaited<ReturnType<typeof openShopWindow>>;
  let server: typeof shop.server;
  let asker: Page & { close(): Promise<void> };
  let decider: Page;
  let orderId = '';
  const engine = () => shop.engine();

  beforeAll(async () => {
    shop = await openShopWindow();
    ({ server, browser: decider } = shop);
    await shop.dispatch('company.createUser', { login: 'otto', name: 'Otto Orders', roles: ['ops-manager'] });
    const { partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', {
      kind: 'customer',
      name: 'Carla Customer',
      country: 'GB',
    });
    await shop.dispatch('catalog.createItem', { sku: 'TEE', title: 'Tee' });
    const order = { partyId, orderedAt: '2026-01-05T09:00:00.000Z', orderedOn: '2026-01-05', currency: 'GBP', country: 'GB' };
    const lines = [{ sku: 'TEE', qty: 3, unitPriceMicros: 5_000_000 }];
    orderId = (await shop.dispatch<{ orderId: string }>('sales.acceptOrder', { ...order, lines })).orderId;
    asker = await openBrowser();
    const { secret } = (await issueSignInLink(engine(), 'otto')) ?? {};
    await asker.goto(`${server.url}/#link=${secret}&to=/orders/${orderId}`);
    await shop.enter('/approval-policies');
  });
  afterAll(async () => {
    await asker?.close();
    await shop?.close();
  });

  const shows = async (page: Page, text: string) => {
    await page.until(`document.body?.innerText.includes(${JSON.stringify(text)})`);
    return true;
  };
  const press = (page: Page, text: string) =>
    page.until(`(() => {
      const found = [...document.querySelectorAll('button')].filter((b) => b.textContent === ${JSON.stringify(text)} && !b.disabled).at(-1);
      found?.click();
      return Boolean(found);
    })()`);
  const choose = (page: Page, name: string, value: string) =>
    page.run(`(() => {
      const select = document.querySelector('select[name=${name}]');
      Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value').set.call(select, ${JSON.stringify(value)});
      select.dispatchEvent(new Event('change', { bubbles: true }));
    })()`);
  const keepPicture = async (name: string) => {
    if (process.env['PICTURES']) writeFileSync(join(process.env['PICTURES'], `${name}.png`), await decider.screenshot());
  };
  const go = (page: Page, path: string) => page.run(`location.hash = ${JSON.stringify(path)}`);

  test('the owner makes a policy', async () => {
    expect(await shows(decider, 'Reopened periods')).toBe(true);
    await press(decider, 'Add policy');
    await decider.type('input[name=name]', 'Cancelled orders');
    await choose(decider, 'operation', 'sales.cancelOrder');
    await choose(decider, 'measure', 'always');
    await choose(decider, 'approver', 'role/owner');
    await press(decider, 'Show what it does');
    expect(await shows(decider, 'Fewer than two people could approve (somebody with the role Owner)')).toBe(true);
    await press(decider, 'Add policy');
    expect(await shows(decider, 'Cancel order (sales)')).toBe(true);
  });

  test('whoever meets it is told before, asks with a reason, and cannot approve it', async () => {
    await press(asker, 'Cancel order');
    await asker.type('input[name=reason]', 'customer called');
    await press(asker, 'Show what it does');
    expect(await shows(asker, 'Somebody else has to approve this')).toBe(true);
    expect(await shows(asker, 'This always needs approval (Cancelled orders).')).toBe(true);
    await asker.type('input[name=approvalReason]', 'Ordered twice');
    await press(asker, 'Ask for approval');
    expect(await shows(asker, 'Nothing has been done yet.')).toBe(true);
    await asker.run(`[...document.querySelectorAll('a')].find((a) => a.textContent === 'Open the request').click()`);
    expect(await shows(asker, 'You asked for this yourself; somebody else decides on it.')).toBe(true);
    expect(await asker.text()).not.toContain('Approve and carry out');
    expect(await asker.run(`document.querySelector('.rail-count') === null`)).toBe(true);
    asker.complaints.length = 0; // The request is answered by a refusal: an expected 422 in the console.
  });

  test('who decides sees a count in the rail, who asks why for what, and approves by keyboard alone', async () => {
    await decider.until(`document.querySelector('.rail-count')?.textContent === '1'`);
    await go(decider, '/approvals');
    expect(await shows(decider, 'Ordered twice')).toBe(true);
    expect(await shows(decider, 'Otto Orders')).toBe(true);
    await decider.run(`[...document.querySelectorAll('main a')].find((a) => a.textContent === 'Cancel order').click()`);
    expect(await shows(decider, 'Why it was asked for: Ordered twice')).toBe(true);
    expect(await shows(decider, 'Qty cancelled +3')).toBe(true);
    await decider.press('.');
    await decider.until(`document.activeElement?.textContent === 'Approve and carry out'`);
    await decider.run(`document.activeElement.click()`);
    await decider.type('input[name=reason]', 'Seen both');
    await press(decider, 'Show what it does');
    await decider.until(`document.activeElement?.textContent === 'Approve and carry out'`);
    await decider.run(`document.activeElement.click()`);
    expect(await shows(decider, 'Approved and carried out')).toBe(true);
    await decider.until(`document.querySelector('.rail-count') === null`);
    expect(await shows(asker, 'Decided because: Seen both')).toBe(true);
    const order = await engine().ask({ operation: 'sales.getOrder', input: { orderId }, actor: SYSTEM });
    expect(order.output).toMatchObject({ state: 'cancelled', cancelReason: 'customer called' });
  });

  test('the audit log tells it as a sentence, with approver and reason, and shows every field; the order tells the same', async () => {
    await go(decider, '/audit-log');
    expect(await shows(decider, 'Otto Orders cancelled order SO-')).toBe(true);
    expect(await shows(decider, 'Olive Owner approved a request: Cancel order')).toBe(true);
    await decider.run(`[...document.querySelectorAll('main a')].find((a) => a.textContent.startsWith('Otto Orders cancelled')).click()`);
    expect(await shows(decider, 'customer called')).toBe(true);
    expect(await shows(decider, 'Quantity cancelled')).toBe(true);
    await go(decider, `/orders/${orderId}?tab=history`);
    expect(await shows(decider, 'approved by Olive Owner: customer called')).toBe(true);
    await go(decider, '/audit-log');
    await decider.type('input[type=search]', 'SO-none');
    expect(await shows(decider, 'Nothing matches')).toBe(true);
    await decider.run(`location.reload()`);
    expect(await shows(decider, 'Connected')).toBe(true);
  });

  test('somebody is named to decide in the place of the owner', async () => {
    await go(decider, '/approval-substitutes');
    expect(await shows(decider, 'Nobody decides in your place')).toBe(true);
    await press(decider, 'Name substitute');
    await decider.run(`(() => {
      const to = document.querySelector('input[name=to]');
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(to, '2099-01-01');
      to.dispatchEvent(new Event('input', { bubbles: true }));
    })()`);
    await press(decider, 'Show what it does');
    expect(await shows(decider, 'Approval delegation')).toBe(true);
    await press(decider, 'Name substitute');
    expect(await shows(decider, 'End Otto Orders')).toBe(true);
  });

  test.each(['light', 'dark'] as const)('the screens are readable for everybody, %s', async (scheme) => {
    await decider.scheme(scheme);
    const done = await engine().ask({ operation: 'company.listApprovals', input: { view: 'done' }, actor: SYSTEM });
    const [request] = (done.output as { rows: { id: string; executedSeq: number }[] }).rows;
    const [policy] = (
      (await engine().ask({ operation: 'company.listApprovalPolicies', input: {}, actor: SYSTEM })).output as { rows: { code: string }[] }
    ).rows;
    const found: Record<string, string[]> = {};
    for (const path of [
      '/approvals',
      '/approvals?view=done',
      `/approvals/${request?.id}`,
      `/approvals/${request?.id}?tab=history`,
      '/approval-policies',
      `/approval-policies/${policy?.code}`,
      '/approval-substitutes',
      '/audit-log',
      `/audit-log/${request?.executedSeq}`,
      `/orders/${orderId}?tab=history`,
    ]) {
      await go(decider, path);
      await decider.until(`document.querySelector('h1') && !document.querySelector('.waiting')`);
      const wrong = await shop.breaches();
      if (wrong.length > 0) found[path] = wrong;
      await keepPicture(`${scheme}${path.replace(/[^a-z]+/gi, '-').slice(0, 40)}`);
    }
    expect(found).toEqual({});
    expect(decider.complaints).toEqual([]);
  });
});
