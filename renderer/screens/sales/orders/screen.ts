import type { ScreenDef } from '../../../kit/screen.ts';

export const orders: ScreenDef = {
  path: '/orders',
  title: 'Orders',
  needs: 'sales.read',
  rail: { label: 'Orders', key: 'o' },
  beside: 'Orders',
  load: () => import('./Screen.tsx'),
};
