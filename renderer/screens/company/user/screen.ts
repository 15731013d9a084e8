import type { ScreenDef } from '../../../kit/screen.ts';

export const user: ScreenDef = {
  path: '/users/:id',
  title: 'User',
  under: '/users',
  load: () => import('./Screen.tsx'),
};
