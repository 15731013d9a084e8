import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const purchaseOrders: ScreenDef = {
  path: '/purchase-orders',
  title: t('purchaseOrders'),
  needs: 'purchasing.read',
  rail: { label: t('purchasing'), key: 'b' },
  beside: t('purchaseOrders'),
  load: () => import('./Screen.tsx'),
};
