import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const replenishBench: ScreenDef = {
  path: '/bench/replenish',
  title: t('replenishBench'),
  needs: 'fulfillment.pick',
  under: '/stock',
  beside: t('replenishBench'),
  among: t('amongBenches'),
  load: () => import('./Screen.tsx'),
};
