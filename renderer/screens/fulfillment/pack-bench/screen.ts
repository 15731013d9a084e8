import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const packBench: ScreenDef = {
  path: '/bench/pack',
  title: t('packBench'),
  needs: 'fulfillment.ship',
  under: '/stock',
  beside: t('packBench'),
  among: t('amongBenches'),
  load: () => import('./Screen.tsx'),
};
