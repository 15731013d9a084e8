import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const waveWork: ScreenDef = {
  path: '/wave-work',
  title: t('waveWork'),
  needs: 'fulfillment.read',
  under: '/stock',
  beside: t('putBack'),
  among: t('amongTasks'),
  load: () => import('./Screen.tsx'),
};
