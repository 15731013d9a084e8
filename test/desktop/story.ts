import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Frame, SetupPage, UsersPage } from './models.ts';

/** A desktop that was started without a company: its window, and the hand that answers the system's dialogs. */
export interface Desktop {
  readonly page: Page;
  /** Where the next dialog for a new file says to keep it; empty: the person turns away. */
  readonly place: (file: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Waits until a person sees it. */
const shown = (what: Locator): Promise<true> => what.waitFor().then(() => true);

const PATIENCE_MS = 120_000;

/** A person's first hour on the desktop, for every runtime that can tell it: Electron's own, and the stand-in. */
export function tellStory(open: (folder: string) => Promise<Desktop>): void {
  const folder = mkdtempSync(join(tmpdir(), 'countinghouse-story-'));
  const first = join(folder, 'mugs.countinghouse');
  const second = join(folder, 'tees.countinghouse');
  let desktop: Desktop;
  let setup: SetupPage;
  let frame: Frame;

  beforeAll(async () => {
    desktop = await open(folder);
    desktop.page.setDefaultTimeout(PATIENCE_MS);
    setup = new SetupPage(desktop.page);
    frame = new Frame(desktop.page);
  }, 240_000);
  vi.setConfig({ testTimeout: 4 * PATIENCE_MS });
  afterAll(async () => {
    await desktop?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const olive = { owner: 'Olive Owner', login: 'olive', password: 'four short words here' };

  test('the first start asks for a company; whoever says no place has made none', async () => {
    expect(await shown(setup.heading)).toBe(true);
    await desktop.place('');
    await setup.create({ name: 'Mug Ltd', ...olive });
    expect(await shown(setup.trouble.getByText('No file was chosen'))).toBe(true);
  });

  test('a place is chosen, and the company is open in the same window without a sign-in', async () => {
    await desktop.place(first);
    await setup.create({ name: 'Mug Ltd', ...olive });
    expect(await shown(frame.company('Mug Ltd'))).toBe(true);
    expect(await shown(frame.connected)).toBe(true);
    expect(existsSync(first)).toBe(true);
  });

  test('somebody is added, after a look at what that does', async () => {
    await frame.go('/users');
    const users = new UsersPage(desktop.page);
    await users.add('Wanda Warehouse', 'wanda');
    expect(await shown(users.row('Wanda Warehouse'))).toBe(true);
  });

  test('another company is made beside the first, and the window goes from one to the other', async () => {
    await frame.fromCompanyMenu('New company ...');
    expect(await shown(setup.heading)).toBe(true);
    await desktop.place(second);
    await setup.create({ name: 'Tee Ltd', ...olive });
    expect(await shown(frame.company('Tee Ltd'))).toBe(true);
    await frame.fromCompanyMenu('Mug Ltd');
    expect(await shown(frame.company('Mug Ltd'))).toBe(true);
    await frame.go('/users');
    expect(await shown(new UsersPage(desktop.page).row('Wanda Warehouse'))).toBe(true);
  });
}
