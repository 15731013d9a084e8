import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const lotShipments: ScreenDef = {
  path: '/lot-shipments',
  title: t('lotShipments'),
  needs: 'fulfillment.read',
  under: '/stock',
  beside: t('lotShipments'),
  among: t('amongReports'),
  load: () => import('./Screen.tsx'),
};
