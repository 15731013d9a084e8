import type { ScreenDef } from '../../../kit/screen.ts';

export const item: ScreenDef = {
  path: '/items/:id',
  title: 'Product',
  needs: 'catalog.read',
  under: '/items',
  load: () => import('./Screen.tsx'),
};
