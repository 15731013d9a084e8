import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const pickFaces: ScreenDef = {
  path: '/pick-faces',
  title: t('pickFaces'),
  needs: 'fulfillment.read',
  under: '/stock',
  beside: t('pickFaces'),
  among: t('amongSetUp'),
  load: () => import('./Screen.tsx'),
};
