import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { describe, vi } from 'vitest';
import { hasBrowser } from '../kit/browser.ts';
import { openDesktop } from '../kit/desktop-window.ts';
import * as electron from '../kit/electron-stand-in.ts';
import { buildDesktop } from './build.ts';
import { tellStory } from './story.ts';

vi.mock('electron', () => electron);

/** The story without Electron's runtime: its own page models, in a real Chromium page behind the real preload. */
describe.skipIf(!hasBrowser)('the desktop on the stand-in', () => {
  tellStory(async (folder) => {
    const out = join(folder, 'out');
    electron.app.userData = folder;
    await buildDesktop(out);
    // Native packages stay outside the bundles and are found beside them, as in the packaged program.
    symlinkSync(join(import.meta.dirname, '../../node_modules'), join(out, 'node_modules'));
    const desktop = await openDesktop(out);
    const { start } = await import('../../main/shell/main.ts');
    await start([]);
    const driver = await chromium.connectOverCDP(desktop.browser.endpoint);
    const page = driver.contexts()[0]?.pages()[0];
    if (!page) throw new Error('the browser shows no page');
    return {
      page,
      place: (file) => Promise.resolve(void (electron.chosen.place = file)),
      async close() {
        await driver.close();
        await desktop.close();
      },
    };
  });
});
