import type { ScreenDef } from '../../../kit/screen.ts';

export const invoices: ScreenDef = {
  path: '/invoices',
  title: 'Invoices',
  needs: 'sales.read',
  under: '/orders',
  beside: 'Invoices',
  load: () => import('./Screen.tsx'),
};
