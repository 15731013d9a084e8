import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInProcess } from '../../../main/hosts/inprocess.ts';

/** A company file that no engine has open: what a person starts the desktop on. */
export async function closedShop(): Promise<{ readonly file: string; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'countinghouse-shell-'));
  const file = join(folder, 'shop.countinghouse');
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
  await engine.close();
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
