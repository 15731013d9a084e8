import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const setFaces: ScreenDef = {
  path: '/pick-faces/new',
  title: t('setFaces'),
  needs: 'fulfillment.setup',
  under: '/stock',
  load: () => import('./Screen.tsx'),
};
