import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const replenishment: ScreenDef = {
  path: '/replenishment',
  title: t('replenishment'),
  needs: 'fulfillment.read',
  under: '/stock',
  beside: t('replenishment'),
  load: () => import('./Screen.tsx'),
};
