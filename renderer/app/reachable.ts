import { usePerson } from '../client/session.ts';
import type { ScreenDef } from '../kit/screen.ts';
import { screens } from '../screens/index.ts';

/** Whether a permission covers what a screen needs: named itself, its room with `*`, or all of them. */
function holds(permissions: readonly string[], needed: string): boolean {
  return permissions.some((p) => p === '*' || p === needed || (p.endsWith('.*') && needed.startsWith(p.slice(0, -1))));
}

/**
 * The screens this person can go to without choosing a record first, in the order of the rail. The desktop's person owns
 * the file. It only spares a person a "not open to you": what may be seen is decided by the engine at every question.
 */
export function useReachable(): readonly ScreenDef[] {
  const permissions = usePerson((p) => p.person?.permissions);
  return screens.filter((s) => !s.path.includes(':') && (!permissions || s.needs === undefined || holds(permissions, s.needs)));
}
