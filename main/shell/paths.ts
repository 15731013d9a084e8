import { join, sep } from 'node:path';

/** The one host of our scheme: `app://countinghouse/`. */
export const HOST = 'countinghouse';
export const ORIGIN = `app://${HOST}`;

/**
 * The file behind an address of our scheme, or undefined for anything that is not inside the folder of the renderer:
 * another scheme or host, a way upwards in any spelling, a NUL. `dir` is absolute.
 */
export function fileOf(dir: string, address: string): string | undefined {
  let path: string;
  try {
    const url = new URL(address);
    if (url.protocol !== 'app:' || url.host !== HOST) return undefined;
    path = decodeURIComponent(url.pathname);
  } catch {
    return undefined;
  }
  if (path.includes('\0') || path.includes('\\')) return undefined;
  const file = join(dir, path === '/' ? 'index.html' : path);
  return file.startsWith(dir + sep) ? file : undefined;
}

/** Whether a page is ours: the only one that is handed a port to the engine. */
export const isOurs = (address: string): boolean => address === ORIGIN || address.startsWith(`${ORIGIN}/`);
