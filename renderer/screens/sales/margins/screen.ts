import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const margins: ScreenDef = {
  path: '/margins',
  title: t('margins'),
  needs: 'accounting.read',
  under: '/orders',
  beside: t('margins'),
  load: () => import('./Screen.tsx'),
};
