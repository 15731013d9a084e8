import type { ScreenDef } from '../../../kit/screen.ts';

export const receiveBench: ScreenDef = {
  path: '/bench/receive',
  title: 'Receive bench',
  needs: 'inventory.move',
  under: '/stock',
  beside: 'Receive bench',
  load: () => import('./Screen.tsx'),
};
