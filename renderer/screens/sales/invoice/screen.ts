import type { ScreenDef } from '../../../kit/screen.ts';

export const invoice: ScreenDef = {
  path: '/invoices/:id',
  title: 'Invoice',
  needs: 'sales.read',
  under: '/orders',
  load: () => import('./Screen.tsx'),
};
