import type { ScreenDef } from '../../../kit/screen.ts';

export const account: ScreenDef = {
  path: '/account',
  title: 'My account',
  load: () => import('./Screen.tsx'),
};
