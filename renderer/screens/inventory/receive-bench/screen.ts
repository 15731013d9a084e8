import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const receiveBench: ScreenDef = {
  path: '/bench/receive',
  title: t('receiveBench'),
  needs: 'inventory.move',
  under: '/stock',
  beside: t('receiveBench'),
  among: t('amongBenches'),
  load: () => import('./Screen.tsx'),
};
