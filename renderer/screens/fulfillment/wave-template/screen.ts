import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const waveTemplate: ScreenDef = {
  path: '/wave-templates/:id',
  title: t('waveTemplate'),
  needs: 'fulfillment.read',
  under: '/stock',
  load: () => import('./Screen.tsx'),
};
