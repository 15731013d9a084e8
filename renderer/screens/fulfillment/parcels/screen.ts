import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const parcels: ScreenDef = {
  path: '/parcels',
  title: t('parcels'),
  needs: 'fulfillment.read',
  under: '/stock',
  beside: t('parcels'),
  load: () => import('./Screen.tsx'),
};
