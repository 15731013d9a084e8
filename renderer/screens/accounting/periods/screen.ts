import type { ScreenDef } from '../../../kit/screen.ts';

export const periods: ScreenDef = {
  path: '/periods',
  title: 'Periods',
  needs: 'accounting.read',
  under: '/trial-balance',
  beside: 'Periods',
  load: () => import('./Screen.tsx'),
};
