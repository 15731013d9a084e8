import type { ScreenDef } from '../../../kit/screen.ts';

export const items: ScreenDef = {
  path: '/items',
  title: 'Products',
  needs: 'catalog.read',
  rail: { label: 'Products', key: 'p' },
  load: () => import('./Screen.tsx'),
};
