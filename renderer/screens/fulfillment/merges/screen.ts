import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const merges: ScreenDef = {
  path: '/merges',
  title: t('merges'),
  needs: 'fulfillment.read',
  under: '/orders',
  beside: t('merges'),
  load: () => import('./Screen.tsx'),
};
