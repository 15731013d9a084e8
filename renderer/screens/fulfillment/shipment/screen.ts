import type { ScreenDef } from '../../../kit/screen.ts';

export const shipment: ScreenDef = {
  path: '/shipments/:id',
  title: 'Shipment',
  needs: 'fulfillment.read',
  under: '/stock',
  load: () => import('./Screen.tsx'),
};
