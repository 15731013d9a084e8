import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const holds: ScreenDef = {
  path: '/holds',
  title: t('holds'),
  needs: 'sales.read',
  under: '/orders',
  beside: t('holds'),
  load: () => import('./Screen.tsx'),
};
