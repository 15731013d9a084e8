import type { ScreenDef } from '../../../kit/screen.ts';

export const shipments: ScreenDef = {
  path: '/shipments',
  title: 'Shipments',
  needs: 'fulfillment.read',
  under: '/stock',
  beside: 'Shipments',
  load: () => import('./Screen.tsx'),
};
