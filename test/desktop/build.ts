import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '../..');
const PARTS = [
  ['main', 'main'],
  ['utility', 'engine'],
  ['preload', 'preload'],
] as const;

/** Builds the desktop into a folder, laid out as it is packed. */
export async function buildDesktop(out: string): Promise<void> {
  await build({ configFile: join(root, 'vite.config.ts'), build: { outDir: join(out, 'renderer') } });
  for (const [mode, folder] of PARTS)
    await build({ configFile: join(root, 'vite.node.config.ts'), mode, build: { outDir: join(out, folder) } });
}
