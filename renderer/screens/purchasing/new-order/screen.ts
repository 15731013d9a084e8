import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const newPurchaseOrder: ScreenDef = {
  path: '/purchase-orders/new',
  title: t('newPurchaseOrder'),
  needs: 'purchasing.write',
  under: '/purchase-orders',
  load: () => import('./Screen.tsx'),
};
