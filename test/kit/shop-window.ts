import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { type Engine, SYSTEM } from '../../main/engine/engine.ts';
import { createInProcess } from '../../main/hosts/inprocess.ts';
import { startServer } from '../../main/hosts/server.ts';
import { issueSignInLink } from '../../main/server/tokens.ts';
import { openBrowser } from './browser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const root = join(import.meta.dirname, '../..');

/** The company most windows are opened on. */
const SHOP = {
  name: 'Tee and Mug Ltd',
  currency: 'GBP',
  zone: 'Europe/London',
  country: 'GB',
  warehouses: [
    { code: 'LON', name: 'London', country: 'GB' },
    { code: 'LEE', name: 'Leeds', country: 'GB' },
  ],
  owner: { login: 'olive', name: 'Olive Owner' },
};

/**
 * The real renderer, served by the real server for a new company, and a real browser; `enter` signs its owner in. `spec`
 * takes the place of what the usual company says.
 */
export async function openShopWindow(spec: Readonly<Record<string, unknown>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'countinghouse-window-'));
  const file = join(folder, 'shop.countinghouse');
  const screens = join(folder, 'renderer');
  await build({ configFile: join(root, 'vite.config.ts'), build: { outDir: screens } });
  const created = await createInProcess({ file }, { ...SHOP, ...spec });
  await created.close();
  const server = await startServer({ companies: [{ name: 'shop', location: { file } }], screens });
  const browser = await openBrowser();
  const engine = (): Engine => {
    const found = server.engines.get('shop');
    if (!found) throw new Error('the server serves no shop');
    return found;
  };
  let count = 0;

  const shop = {
    browser,
    server,
    engine,
    /** Does something as another program would, and gives what it answered. */
    async dispatch<T>(operation: string, input: unknown, expect?: { id: string; revision: number }[]): Promise<T> {
      const asked = { commandId: `window-${(count += 1)}-done`, operation, input, actor: SYSTEM };
      const { output } = await engine().dispatch({ ...asked, ...(expect ? { expect } : {}) });
      return output as T;
    },
    async ask<T>(operation: string, input: unknown): Promise<T> {
      return (await engine().ask({ operation, input, actor: SYSTEM })).output as T;
    },
    /** Opens a page as somebody who just came by a one-time link. */
    async enter(path = '/', login?: string): Promise<void> {
      const link = await issueSignInLink(engine(), login);
      await browser.goto(`${server.url}/#link=${link?.secret}&to=${path}`);
      await shop.shows('Connected');
      // Asking for news before the link is spent is answered by 401, which the browser notes.
      const asked = browser.complaints.filter((c) => !/status of 401/.test(c.text));
      browser.complaints.splice(0, browser.complaints.length, ...asked);
    },
    go: (path: string) => browser.run(`void (location.hash = ${JSON.stringify(path)})`),
    /** Waits until a person can read a text on the page. */
    async shows(text: string): Promise<true> {
      await browser.until(`document.body?.innerText.includes(${JSON.stringify(text)})`);
      return true;
    },
    /** Presses the button that says this, once it is there. */
    press: (text: string) =>
      browser.until(`(() => {
        const found = [...document.querySelectorAll('button, [role=menuitem]')].filter((b) => b.textContent.trim() === ${JSON.stringify(text)} && !b.disabled).at(-1);
        found?.click();
        return Boolean(found);
      })()`),
    /** The effects of an action are there and the button that does exactly that has the keyboard: Enter does it. */
    async confirm(verb: string): Promise<void> {
      await browser.until(`document.querySelector('.effects') && document.activeElement?.textContent === ${JSON.stringify(verb)}`);
      await browser.press('Enter');
      await browser.until(`!document.querySelector('[role=dialog] form')`);
    },
    /** Breaches of WCAG 2 A and AA on what the page shows, as `rule: element`. */
    async breaches(): Promise<string[]> {
      await browser.run(`void (globalThis.axe || (0, eval)(${JSON.stringify(AXE)}))`);
      return browser.run<string[]>(`axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })
        .then((found) => found.passes.length < 5 ? ['axe looked at nothing'] : found.violations.flatMap((v) => v.nodes.map((n) => v.id + ': ' + n.html.slice(0, 160) + ' ' + n.failureSummary)))`);
    },
    async close(): Promise<void> {
      await browser.close();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return shop;
}
