import type { ScreenDef } from '../../../kit/screen.ts';

export const payments: ScreenDef = {
  path: '/payments',
  title: 'Payments',
  needs: 'accounting.read',
  under: '/trial-balance',
  beside: 'Payments',
  load: () => import('./Screen.tsx'),
};
