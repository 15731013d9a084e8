import type { ScreenDef } from '../../../kit/screen.ts';

export const document: ScreenDef = {
  path: '/stock-documents/:id',
  title: 'Stock document',
  needs: 'inventory.read',
  under: '/stock',
  load: () => import('./Screen.tsx'),
};
