import type { ScreenDef } from '../../../kit/screen.ts';

export const packBench: ScreenDef = {
  path: '/bench/pack',
  title: 'Pack bench',
  needs: 'fulfillment.ship',
  under: '/stock',
  beside: 'Pack bench',
  load: () => import('./Screen.tsx'),
};
