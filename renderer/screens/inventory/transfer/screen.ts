import type { ScreenDef } from '../../../kit/screen.ts';

export const moveStock: ScreenDef = {
  path: '/transfers/new',
  title: 'Move stock',
  needs: 'inventory.move',
  under: '/stock',
  load: () => import('./Screen.tsx'),
};
