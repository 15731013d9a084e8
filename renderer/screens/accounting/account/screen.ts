import type { ScreenDef } from '../../../kit/screen.ts';

export const account: ScreenDef = {
  path: '/accounts/:id',
  title: 'Account',
  needs: 'accounting.read',
  under: '/trial-balance',
  load: () => import('./Screen.tsx'),
};
