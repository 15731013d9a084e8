import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const newOrder: ScreenDef = {
  path: '/orders/new',
  title: t('newOrder'),
  needs: 'sales.write',
  under: '/orders',
  load: () => import('./Screen.tsx'),
};
