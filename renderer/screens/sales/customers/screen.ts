import type { ScreenDef } from '../../../kit/screen.ts';

export const customers: ScreenDef = {
  path: '/customers',
  title: 'Customers',
  needs: 'parties.read',
  under: '/orders',
  beside: 'Customers',
  load: () => import('./Screen.tsx'),
};
