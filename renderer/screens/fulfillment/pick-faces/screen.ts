import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const pickFaces: ScreenDef = {
  path: '/pick-faces',
  title: t('pickFaces'),
  needs: 'fulfillment.read',
  under: '/stock',
  beside: t('pickFaces'),
  load: () => import('./Screen.tsx'),
};
