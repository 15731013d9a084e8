import type { ScreenDef } from '../../../kit/screen.ts';

export const openItems: ScreenDef = {
  path: '/open-items',
  title: 'Open items',
  needs: 'accounting.read',
  under: '/trial-balance',
  beside: 'Open items',
  load: () => import('./Screen.tsx'),
};
