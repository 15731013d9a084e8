import { z } from 'zod';

/** A permission as it is written in a role or a token: `room.action`, `room.*`, or `*` for everything. */
export const zPermission = z.string().regex(/^(\*|[a-z]+\.(\*|[a-zA-Z-]+))$/, 'a permission is room.action, room.* or *');

const roomOf = (permission: string): string => permission.slice(0, permission.indexOf('.'));

/** The permission among those held that covers one asked for: itself, its whole room (`room.*`), or everything (`*`). */
export function grantFor(held: ReadonlySet<string>, permission: string): string | undefined {
  const covering = permission === '*' ? ['*'] : [permission, `${roomOf(permission)}.*`, '*'];
  return covering.find((p) => held.has(p));
}

/** Whether these permissions cover one asked for. */
export const holds = (held: ReadonlySet<string>, permission: string): boolean => grantFor(held, permission) !== undefined;

/** What is left of permissions where they are cut down to some: never more than what is held. */
export function cutDown(held: ReadonlySet<string>, to: readonly string[]): ReadonlySet<string> {
  const left = new Set<string>();
  for (const wanted of to) {
    if (holds(held, wanted)) left.add(wanted);
    else for (const p of held) if (wanted === '*' || (wanted.endsWith('.*') && roomOf(p) === roomOf(wanted))) left.add(p);
  }
  return left;
}
