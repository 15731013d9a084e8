import type { ScreenDef } from '../../../kit/screen.ts';

export const stock: ScreenDef = {
  path: '/stock',
  title: 'Stock',
  needs: 'inventory.read',
  rail: { label: 'Warehouse', key: 'w' },
  beside: 'Stock',
  load: () => import('./Screen.tsx'),
};
