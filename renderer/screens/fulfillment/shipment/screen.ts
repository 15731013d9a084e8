import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const shipment: ScreenDef = {
  path: '/shipments/:id',
  title: t('shipment'),
  needs: 'fulfillment.read',
  under: '/stock',
  load: () => import('./Screen.tsx'),
};
