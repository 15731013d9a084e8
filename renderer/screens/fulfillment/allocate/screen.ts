import type { ScreenDef } from '../../../kit/screen.ts';

export const allocate: ScreenDef = {
  path: '/allocate',
  title: 'Allocate',
  needs: 'fulfillment.read',
  under: '/stock',
  beside: 'Allocate',
  load: () => import('./Screen.tsx'),
};
