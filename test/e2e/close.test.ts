import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser } from '../kit/browser.ts';
import { manualEntry } from '../kit/manual-entry.ts';
import { openShopWindow } from '../kit/shop-window.ts';

/** The accountant's month in a real browser. */
describe.skipIf(!hasBrowser)('statements and the close', () => {
  let shop: Awaited<ReturnType<typeof openShopWindow>>;
  /** For somebody who wants to see it: `PICTURES` names a folder. */
  async function picture(name: string): Promise<void> {
    const folder = process.env['PICTURES'];
    if (!folder) return;
    for (const scheme of ['light', 'dark'] as const) {
      await shop.browser.scheme(scheme);
      writeFileSync(join(folder, `close-${name}-${scheme}.png`), await shop.browser.screenshot());
    }
    await shop.browser.scheme('light');
  }

  beforeAll(async () => {
    shop = await openShopWindow();
    const entry = manualEntry(shop);
    await entry('2025-12-31', 'bank', 'opening-balance', 500_000);
    await entry('2026-01-10', 'bank', 'revenue', 123_456);
    await entry('2026-01-20', 'channel-fees', 'bank', 23_400);
    await entry('2026-02-10', 'bank', 'revenue', 7_700);
    await shop.enter('/statements?statement=profit-and-loss&from=2026-01-01&to=2026-01-31');
  });
  afterAll(() => shop?.close());

  test('the profit and loss of a month leads to the lines of an account', async () => {
    const { browser } = shop;
    expect(await shop.shows('Net result')).toBe(true);
    expect(await shop.shows('1,000.56')).toBe(true);
    await picture('profit-and-loss');
    await browser.run(`[...document.querySelectorAll('td a')].find((a) => a.textContent === '\u2212234.00').click()`);
    expect(await shop.shows('Channel fees')).toBe(true);
    expect(await shop.shows('Sum of these lines 234.00 GBP')).toBe(true);
  });

  test('a balance sheet beside the year before has equal sides, and its result leads to the profit and loss account', async () => {
    const { browser } = shop;
    await browser.run(`location.hash = '/statements?statement=balance-sheet&to=2026-01-31&compare=previous-year'`);
    expect(await shop.shows('Total liabilities and equity')).toBe(true);
    const figures = await browser.run<string[]>(
      `[...document.querySelectorAll('tr.strong')].filter((r) => r.textContent.startsWith('Total')).map((r) => r.cells[1].textContent)`,
    );
    expect(figures).toEqual(['6,000.56', '0.00', '6,000.56', '6,000.56']);
    await picture('balance-sheet');
    await shop.press('Export');
    await shop.press('Spreadsheet (XLSX)');
    expect(await shop.shows('Balance sheet is exported')).toBe(true);
    await browser.run(
      `[...document.querySelectorAll('tr')].find((r) => r.textContent.startsWith('Result of the year')).querySelector('a').click()`,
    );
    expect(await shop.shows('Gross profit')).toBe(true);
  });

  test('a customer in the aged balances leads to what she owes', async () => {
    const { partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', {
      kind: 'customer',
      name: 'Ann Archer',
      country: 'GB',
    });
    await shop.dispatch('accounting.postEntry', {
      on: '2026-01-05',
      memo: 'Sold on account',
      lines: [
        { account: { role: 'receivable' }, amount: 4_200, itemKey: 'voucher-7', partyId, dueOn: '2026-01-19' },
        { account: { role: 'revenue' }, amount: -4_200 },
      ],
    });
    const { browser } = shop;
    await browser.run(`location.hash = '/aged?on=2026-03-01'`);
    expect(await shop.shows('Balance of the account 42.00 GBP')).toBe(true);
    await browser.run(`[...document.querySelectorAll('td a')].find((a) => a.textContent === 'Ann Archer').click()`);
    expect(await shop.shows('Open items of Ann Archer')).toBe(true);
    expect(await shop.shows('voucher-7')).toBe(true);
    await picture('aged');
  });

  test('the journal is written as plain text and handed over', async () => {
    await shop.browser.run(`location.hash = '/journal-entries'`);
    await shop.press('Plain text');
    expect(await shop.shows('For hledger')).toBe(true);
    await picture('plain-text');
    await shop.press('For hledger');
    expect(await shop.shows('The journal is exported')).toBe(true);
  });
});
