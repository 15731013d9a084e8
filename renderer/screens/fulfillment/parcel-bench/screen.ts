import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const parcelBench: ScreenDef = {
  path: '/bench/parcel',
  title: t('parcelBench'),
  needs: 'fulfillment.pack',
  under: '/stock',
  beside: t('parcelBench'),
  among: t('amongBenches'),
  load: () => import('./Screen.tsx'),
};
