import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueSignInLink } from '../../main/server/tokens.ts';
import { screens } from '../../renderer/screens/index.ts';
import { hasBrowser } from '../kit/browser.ts';
import { openShopWindow } from '../kit/shop-window.ts';

/** Screens that are not of one record. */
const PLAIN = screens.map((s) => s.path).filter((path) => !path.includes(':'));
/** Words of the company's own data, and names that are the same in every language. */
const DATA = new Set([
  ...'Tee Mug Ltd Olive Owner olive owner London Leeds'.split(' '),
  // Accounts of the chart that keep open items.
  ...'Trade receivables Channel clearing Goods shipped not invoiced Returns payables received Customer deposits'.split(' '),
]);

describe.skipIf(!hasBrowser)('the person reads their own language', () => {
  let shop: Awaited<ReturnType<typeof openShopWindow>>;

  beforeAll(async () => {
    shop = await openShopWindow();
    await shop.dispatch('accounting.postEntry', {
      on: '2026-01-25',
      memo: 'Capital',
      lines: [
        { account: { role: 'bank' }, amount: 123_456_789 },
        { account: { role: 'retained-earnings' }, amount: -123_456_789 },
      ],
    });
  });
  afterAll(() => shop?.close());

  const speak = async (language: string) => {
    const userAgent = await shop.browser.run<string>('navigator.userAgent');
    await shop.browser.tell('Network.setUserAgentOverride', { userAgent, acceptLanguage: language });
  };
  const walk = async (path: string) => {
    await shop.go(path);
    await shop.browser.until(`document.querySelector('main h1, main h2') && !document.querySelector('.waiting')`);
  };

  test('in German amounts, days and numbers are written as Germans write them, on every screen', async () => {
    await speak('de-DE');
    await shop.enter('/trial-balance');
    await shop.shows('1.234.567,89');
    const foreign: string[] = [];
    for (const path of PLAIN) {
      await walk(path);
      const found = /\d,\d{3}\.\d\d|\d\d\/\d\d\/\d{4}|\d\d [AP]M/.exec(await shop.browser.text());
      if (found) foreign.push(`${path}: ${found[0]}`);
    }
    expect(foreign).toEqual([]);
    await walk('/journal-entries');
    await shop.shows('25.01.2026');
  });

  test('in the language of strange letters nothing reads plain', async () => {
    await speak('en-XA');
    // Every word the usual way in looks for reads otherwise now.
    await shop.browser.goto(`${shop.server.url}/#link=${(await issueSignInLink(shop.engine()))?.secret}`);
    await shop.browser.until(`document.querySelector('.frame')`);
    const plain: string[] = [];
    for (const path of PLAIN) {
      await walk(path);
      const texts = await shop.browser.run<string[]>(`[...document.querySelectorAll(
        'button, label, th, h1, h2, legend, summary, dt, [role=tab], .ag-header-cell-text, .rail a, .room-nav a, .note p, .nothing, .grid-empty')]
        .map((e) => e.textContent)
        .concat([...document.querySelectorAll('[placeholder]')].map((e) => e.placeholder), [...document.querySelectorAll('[aria-label]')].map((e) => e.getAttribute('aria-label')))`);
      const words = texts.flatMap((text) => text.normalize('NFD').match(/[\p{L}\u0301]+/gu) ?? []);
      const read = words.filter((word) => /[aeiou](?!\u0301)/i.test(word) && !DATA.has(word));
      if (read.length > 0) plain.push(`${path}: ${[...new Set(read)].join(' ')}`);
    }
    expect(plain).toEqual([]);
  });
});
