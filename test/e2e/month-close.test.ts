import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueSignInLink } from '../../main/server/tokens.ts';
import { hasBrowser, openBrowser, type Page } from '../kit/browser.ts';
import { manualEntry } from '../kit/manual-entry.ts';
import { openShopWindow } from '../kit/shop-window.ts';

/** A whole month is closed by the accountant, and opened again by two: in real browsers, without anything else. */
describe.skipIf(!hasBrowser)('the close of a month', () => {
  let shop: Awaited<ReturnType<typeof openShopWindow>>;
  let decider: Page & { close(): Promise<void> };

  async function picture(name: string): Promise<void> {
    const folder = process.env['PICTURES'];
    if (!folder) return;
    for (const scheme of ['light', 'dark'] as const) {
      await shop.browser.scheme(scheme);
      writeFileSync(join(folder, `month-${name}-${scheme}.png`), await shop.browser.screenshot());
    }
    await shop.browser.scheme('light');
  }
  /** Writes into a field as a person would; a day is written as `2026-01-31`. */
  const fill = async (name: string, value: string) => {
    await shop.browser.until(`document.querySelector('[name=${name}]')`);
    await shop.browser.run(`(() => {
      const field = document.querySelector('[name=${name}]');
      const kind = field.tagName === 'SELECT' ? HTMLSelectElement : HTMLInputElement;
      Object.getOwnPropertyDescriptor(kind.prototype, 'value').set.call(field, ${JSON.stringify(value)});
      field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }));
    })()`);
  };
  /** Looks at what an action would do, and does it. */
  const confirm = async (verb: string) => {
    await shop.press('Show what it does');
    await shop.confirm(verb);
  };
  const follow = (text: string) =>
    shop.browser.until(`(() => {
      const found = [...document.querySelectorAll('main a, td a')].find((a) => a.textContent === ${JSON.stringify(text)});
      found?.click();
      return Boolean(found);
    })()`);

  beforeAll(async () => {
    shop = await openShopWindow();
    await manualEntry(shop)('2026-01-10', 'bank', 'revenue', 100_000);
    await shop.dispatch('accounting.postEntry', {
      on: '2026-01-12',
      memo: 'Sold on account',
      lines: [
        { account: { role: 'receivable' }, amount: 12_000, itemKey: 'voucher-7', dueOn: '2026-01-26' },
        { account: { role: 'revenue' }, amount: -10_000 },
        { account: { role: 'output-tax' }, amount: -2_000 },
      ],
    });
    await shop.dispatch('company.createUser', { login: 'mona', name: 'Mona Money', roles: ['accountant'] });
    decider = await openBrowser();
    await shop.enter('/close');
  });
  afterAll(async () => {
    await decider?.close();
    await shop?.close();
  });

  test('the year is opened with its months', async () => {
    expect(await shop.shows('No financial year is open yet.')).toBe(true);
    await shop.press('Open first financial year');
    await fill('startsOn', '2026-01-01');
    await confirm('Open first financial year');
    expect(await shop.shows('0 of ')).toBe(true);
    await picture('years');
    await follow('2026-01');
    expect(await shop.shows('Receivables past due')).toBe(true);
    expect(await shop.shows('120.00')).toBe(true);
    await picture('checklist');
  });

  test('a service without a bill is accrued: the result is shown with and without it, then it is posted with its reversal', async () => {
    await shop.go('/accruals/2026-01');
    await shop.press('Add service not billed');
    await fill('title', '3PL January');
    await fill('amount', '250.00');
    await confirm('Add service not billed');
    expect(await shop.shows('3PL January')).toBe(true);
    const net = () =>
      shop.browser.run<string[]>(
        `[...([...document.querySelectorAll('tr')].find((r) => r.textContent.startsWith('Net result'))?.cells ?? [])].slice(1).map((c) => c.textContent)`,
      );
    await shop.browser.until(`document.body.innerText.includes('850.00')`);
    expect(await net()).toEqual(['850.00', '1,100.00', '\u2212250.00']);
    await picture('accruals');
    await shop.press('Post accruals');
    await shop.browser.until(
      `document.querySelector('[role=dialog] button[type=submit]:not([disabled])')?.textContent === 'Post accruals'`,
    );
    await picture('accruals-preview');
    await shop.press('Post accruals');
    expect(await shop.shows('Take accruals back')).toBe(true);
    expect(await net()).toEqual(['850.00', '850.00', '0.00']);
  });

  test('what shows nothing is signed at once, what shows something after a look; figures that change open it again', async () => {
    await shop.go('/close/2026-01');
    await shop.browser.until(
      `[...document.querySelectorAll('button')].some((b) => /^Sign \\d+ items that show nothing$/.test(b.textContent))`,
    );
    const verb = await shop.browser.run<string>(
      `[...document.querySelectorAll('button')].find((b) => b.textContent.startsWith('Sign ')).textContent`,
    );
    await shop.press(verb);
    await shop.browser.until(
      `document.querySelector('[role=dialog] button[type=submit]:not([disabled])')?.textContent === ${JSON.stringify(verb)}`,
    );
    await shop.press(verb);
    await shop.browser.until(`!document.querySelector('[role=dialog]')`);
    await follow('Receivables past due');
    expect(await shop.shows('Sum 120.00')).toBe(true);
    await shop.press('Sign off');
    await fill('note', 'Promised for February');
    await confirm('Sign off');
    expect(await shop.shows('Promised for February')).toBe(true);
    await picture('item');
    await shop.dispatch('accounting.postEntry', {
      on: '2026-01-20',
      memo: 'Sold on account',
      lines: [
        { account: { role: 'receivable' }, amount: 500, itemKey: 'voucher-8', dueOn: '2026-01-26' },
        { account: { role: 'revenue' }, amount: -500 },
      ],
    });
    expect(await shop.shows('it shows something else now')).toBe(true);
    await shop.press('Sign off');
    await confirm('Sign off');
    expect(await shop.shows('Sum 125.00')).toBe(true);
  });

  test('the books are locked; who posts into the month is refused, and does it on the next open day', async () => {
    await shop.go('/periods');
    await shop.press('Lock all');
    await fill('through', '2026-01-31');
    await confirm('Lock all');
    const { rows: locks } = await shop.ask<{ rows: { kind: string; through: string | null }[] }>('accounting.listLocks', {});
    expect(locks.find((l) => l.kind === 'all')?.through).toBe('2026-01-31');
    await shop.go('/journal-entries/1');
    await shop.press('Reverse entry');
    await fill('on', '2026-01-10');
    await shop.press('Show what it does');
    expect(await shop.shows('The next open day is 2026-02-01.')).toBe(true);
    await picture('refused');
    await shop.browser.until(`(() => {
      const found = [...document.querySelectorAll('[role=alert] button')].find((b) => b.textContent.startsWith('Do it on'));
      found?.click();
      return Boolean(found);
    })()`);
    await shop.browser.until(`[...document.querySelectorAll('[role=dialog] button')].some((b) => b.textContent === 'Reverse entry')`);
    await shop.press('Reverse entry');
    await shop.browser.until(`!document.querySelector('[role=dialog]')`);
    shop.browser.complaints.length = 0; // The locked day is answered by a refusal: an expected 422 in the console.
    const { rows } = await shop.ask<{ rows: { postedOn: string; memo: string }[] }>('accounting.listEntries', { limit: 100 });
    expect(rows.filter((r) => r.memo.startsWith('Reversal: By hand')).map((r) => r.postedOn)).toEqual(['2026-02-01']);
  });

  test('two people open it again, and a report tells what was posted since', async () => {
    await shop.go('/periods');
    await shop.press('Reopen all');
    await fill('from', '2026-01-31');
    await fill('reason', 'A bill came late');
    await shop.press('Show what it does');
    expect(await shop.shows('Somebody else has to approve this')).toBe(true);
    await shop.press('Ask for approval');
    expect(await shop.shows('Nothing has been done yet.')).toBe(true);
    shop.browser.complaints.length = 0; // As above.
    const { secret } = (await issueSignInLink(shop.engine(), 'mona')) ?? {};
    await decider.goto(`${shop.server.url}/#link=${secret}&to=/approvals`);
    const press = (text: string) =>
      decider.until(`(() => {
        const found = [...document.querySelectorAll('button, main a')].filter((b) => b.textContent.trim() === ${JSON.stringify(text)} && !b.disabled).at(-1);
        found?.click();
        return Boolean(found);
      })()`);
    await press('Reopen period');
    await decider.until(`document.body.innerText.includes('Lock reopening')`);
    await press('Approve and carry out');
    await press('Show what it does');
    await decider.until(`document.querySelector('[role=dialog] [role=alert], [role=dialog] table, [role=dialog] li, [role=dialog] dl')`);
    await press('Approve and carry out');
    await decider.until(`document.body.innerText.includes('Approved and carried out')`);
    await manualEntry(shop)('2026-01-31', 'bank-charges', 'bank', 700);
    await shop.go('/close');
    await shop.go('/periods');
    await shop.browser.until(`document.querySelector('a[href*="/reopenings/"]')`);
    await shop.browser.run(`document.querySelector('a[href*="/reopenings/"]').click()`);
    expect(await shop.shows('Bank charges')).toBe(true);
    expect(await shop.shows('By hand')).toBe(true);
    expect(await shop.shows('Olive Owner')).toBe(true);
    await picture('report');
    expect(await shop.breaches()).toEqual([]);
  });

  test('the result of the year goes to equity in one step, and comes back', async () => {
    await shop.go('/close');
    await shop.press('Carry result of 2026 to equity');
    await shop.browser.until(`document.querySelector('[role=dialog]')?.innerText.includes('Retained earnings')`);
    await shop.press('Carry result of 2026 to equity');
    expect(await shop.shows('carried to equity')).toBe(true);
    expect(await shop.shows('Take result of 2026 back')).toBe(true);
  });
});
