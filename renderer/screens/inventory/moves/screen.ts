import type { ScreenDef } from '../../../kit/screen.ts';

export const moves: ScreenDef = {
  path: '/moves',
  title: 'Stock moves',
  needs: 'inventory.read',
  under: '/stock',
  beside: 'Moves',
  load: () => import('./Screen.tsx'),
};
