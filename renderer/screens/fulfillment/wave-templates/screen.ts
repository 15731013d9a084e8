import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const waveTemplates: ScreenDef = {
  path: '/wave-templates',
  title: t('waveTemplates'),
  needs: 'fulfillment.read',
  under: '/stock',
  beside: t('waveTemplates'),
  among: t('amongSetUp'),
  load: () => import('./Screen.tsx'),
};
