import type { ScreenDef } from '../../../kit/screen.ts';

export const receiveGoods: ScreenDef = {
  path: '/receipts/new',
  title: 'Receive goods',
  needs: 'inventory.receive',
  under: '/stock',
  load: () => import('./Screen.tsx'),
};
