import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const pickBench: ScreenDef = {
  path: '/bench/pick',
  title: t('pickBench'),
  needs: 'fulfillment.pick',
  under: '/stock',
  beside: t('pickBench'),
  among: t('amongBenches'),
  load: () => import('./Screen.tsx'),
};
