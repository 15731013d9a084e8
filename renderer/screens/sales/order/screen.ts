import type { ScreenDef } from '../../../kit/screen.ts';

export const order: ScreenDef = {
  path: '/orders/:id',
  title: 'Order',
  under: '/orders',
  load: () => import('./Screen.tsx'),
};
