import { useSyncExternalStore } from 'react';

/**
 * Where the window is: the part of the address behind `#`. By hash, so that the same page works from a server under any
 * path and from the desktop's own scheme without a server that knows the routes.
 */
const here = (): string => location.hash.slice(1) || '/';

function listen(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}

/** Current path, e.g. `/orders/so_...`. */
export const usePath = (): string => useSyncExternalStore(listen, here);

/** A path with what it asks for; what is empty is left out. */
export function withQuery(path: string, asked: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams(Object.entries(asked).filter((a): a is [string, string] => Boolean(a[1]))).toString();
  return query === '' ? path : `${path}?${query}`;
}

export const go = (path: string): void => {
  location.hash = path;
};

/** A part of the address behind `?`, e.g. `tab` of `/orders/so_...?tab=money`. */
export const useQuery = (name: string): string | undefined => new URLSearchParams(usePath().split('?')[1]).get(name) ?? undefined;

/** Changes parts behind `?` of a path without a new step for the way back; `undefined` takes a part out. */
export function setQuery(path: string, parts: Readonly<Record<string, string | undefined>>): void {
  const [place = '/', before] = path.split('?');
  const query = new URLSearchParams(before);
  for (const [name, value] of Object.entries(parts)) {
    if (value === undefined) query.delete(name);
    else query.set(name, value);
  }
  location.replace(`#${place}${query.size > 0 ? `?${query}` : ''}`);
}

/** Address of a link to a path of ours. */
export const linkTo = (path: string): string => `#${path}`;

/** Matches `/orders/:id` against a path; the named parts, or undefined where it is another place. */
export function matchPath(pattern: string, path: string): Readonly<Record<string, string>> | undefined {
  const want = pattern.split('/');
  const have = (path.split('?')[0] ?? '').split('/');
  if (want.length !== have.length) return undefined;
  const found: Record<string, string> = {};
  for (const [i, part] of want.entries()) {
    const value = have[i] ?? '';
    if (part.startsWith(':')) found[part.slice(1)] = decodeURIComponent(value);
    else if (part !== value) return undefined;
  }
  return found;
}
