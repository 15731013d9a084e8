import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const replenishment: ScreenDef = {
  path: '/replenishment',
  title: t('replenishment'),
  needs: 'fulfillment.read',
  under: '/stock',
  beside: t('replenishment'),
  among: t('amongTasks'),
  load: () => import('./Screen.tsx'),
};
