import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const orders: ScreenDef = {
  path: '/orders',
  title: t('orders'),
  needs: 'sales.read',
  rail: { label: t('orders'), key: 'o' },
  beside: t('orders'),
  load: () => import('./Screen.tsx'),
};
