import type { ScreenDef } from '../../../kit/screen.ts';

export const stock: ScreenDef = {
  path: '/stock',
  title: 'Stock',
  rail: { label: 'Stock', key: 's' },
  load: () => import('./Screen.tsx'),
};
