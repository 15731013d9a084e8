import type { ScreenDef } from '../../../kit/screen.ts';

export const role: ScreenDef = {
  path: '/roles/:id',
  title: 'Role',
  under: '/users',
  load: () => import('./Screen.tsx'),
};
