import type { ScreenDef } from '../../../kit/screen.ts';

export const stock: ScreenDef = {
  path: '/stock',
  title: 'Stock',
  rail: { label: 'Warehouse', key: 'w' },
  beside: 'Stock',
  load: () => import('./Screen.tsx'),
};
