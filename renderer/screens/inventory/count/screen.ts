import type { ScreenDef } from '../../../kit/screen.ts';

export const countPlace: ScreenDef = {
  path: '/counts/new',
  title: 'Count a place',
  needs: 'inventory.count',
  under: '/stock',
  load: () => import('./Screen.tsx'),
};
