import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const waves: ScreenDef = {
  path: '/waves',
  title: t('waves'),
  needs: 'fulfillment.read',
  under: '/stock',
  beside: t('waves'),
  load: () => import('./Screen.tsx'),
};
