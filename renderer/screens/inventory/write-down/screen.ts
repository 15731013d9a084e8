import type { ScreenDef } from '../../../kit/screen.ts';

export const writeDown: ScreenDef = {
  path: '/write-downs/new',
  title: 'Write down',
  needs: 'inventory.count',
  under: '/stock',
  load: () => import('./Screen.tsx'),
};
