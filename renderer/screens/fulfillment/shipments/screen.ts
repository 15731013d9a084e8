import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const shipments: ScreenDef = {
  path: '/shipments',
  title: t('shipments'),
  needs: 'fulfillment.read',
  under: '/stock',
  beside: t('shipments'),
  load: () => import('./Screen.tsx'),
};
