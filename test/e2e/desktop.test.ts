import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { SYSTEM } from '../../main/engine/engine.ts';
import { openInProcess } from '../../main/hosts/inprocess.ts';
import { buildDesktop } from '../desktop/build.ts';
import { hasBrowser } from '../kit/browser.ts';
import { openDesktop } from '../kit/desktop-window.ts';
import * as electron from '../kit/electron-stand-in.ts';
import { closedShop } from '../unit/shell/shop.ts';

vi.mock('electron', () => electron);

const root = join(import.meta.dirname, '../..');

/** The desktop without Electron's runtime: real shell, real preload in a real page, real engine process. */
describe.skipIf(!hasBrowser)('the desktop', () => {
  const out = mkdtempSync(join(tmpdir(), 'countinghouse-desktop-'));
  let shop: Awaited<ReturnType<typeof closedShop>>;
  let desktop: Awaited<ReturnType<typeof openDesktop>>;

  beforeAll(async () => {
    shop = await closedShop();
    electron.app.userData = out;
    // Native packages stay outside the bundles and are found beside them, as in the packaged program.
    symlinkSync(join(root, 'node_modules'), join(out, 'node_modules'));
    await buildDesktop(out);
    desktop = await openDesktop(out);
    const { start } = await import('../../main/shell/main.ts');
    await start(['--company', shop.file, 'countinghouse://audit-log']);
  }, 240_000);
  afterAll(async () => {
    await desktop?.close();
    shop?.remove();
    rmSync(out, { recursive: true, force: true });
  });

  const shows = async (text: string) => {
    await desktop.browser.until(`document.body?.innerText.includes(${JSON.stringify(text)})`);
    return true;
  };

  test('a window opens on the place its link names, with the company of the file, without a sign-in', async () => {
    expect(await shows('Tee and Mug Ltd')).toBe(true);
    expect(await shows('Connected')).toBe(true);
    await desktop.browser.until(`location.hash === '#/audit-log'`);
  });

  test('the engine is killed while a person works: the window waits, another engine takes over, and nothing is lost or doubled', async () => {
    const { browser } = desktop;
    await browser.run(`location.hash = '/users'`);
    await browser.until(`[...document.querySelectorAll('button')].some((b) => b.textContent === 'Add user')`);
    await browser.run(`[...document.querySelectorAll('button')].find((b) => b.textContent === 'Add user').click()`);
    await browser.type('input[name=name]', 'Wanda Warehouse');
    await browser.type('input[name=login]', 'wanda');
    const press = (text: string) =>
      browser.until(
        `(() => { const b = [...document.querySelectorAll('[role=dialog] button')].find((x) => x.textContent === ${JSON.stringify(text)} && !x.disabled); b?.click(); return Boolean(b); })()`,
      );
    await press('Show what it does');
    expect(await shows('App user')).toBe(true);
    await desktop.killEngine();
    // Nobody answers now: the command waits in the window and is sent again under its id.
    await press('Add user');
    expect(await shows('Wanda Warehouse')).toBe(true);
    await browser.until(`!document.querySelector('[role=dialog]')`);
    expect(desktop.engines()).toBe(2);
    expect(await shows('Connected')).toBe(true);
  });

  test('how the window stood is kept when it closes', () => {
    electron.BrowserWindow.last?.emit('close');
    expect(existsSync(join(out, 'window.json'))).toBe(true);
  });

  test('nothing was blocked by the content security policy and nothing threw', () => {
    expect(desktop.browser.complaints).toEqual([]);
  });

  test('the program closes its company in order; the file has the one user who was added', async () => {
    await desktop.close();
    const engine = await openInProcess({ file: shop.file });
    const { output } = await engine.ask({ operation: 'company.listUsers', input: {}, actor: SYSTEM });
    expect((output as { rows: { login: string }[] }).rows.filter((u) => u.login === 'wanda')).toHaveLength(1);
    await engine.close();
  });
});
