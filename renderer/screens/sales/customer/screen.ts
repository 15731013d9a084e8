import type { ScreenDef } from '../../../kit/screen.ts';

export const customer: ScreenDef = {
  path: '/customers/:id',
  title: 'Customer',
  needs: 'parties.read',
  under: '/orders',
  load: () => import('./Screen.tsx'),
};
