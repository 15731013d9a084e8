import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const editPurchaseOrder: ScreenDef = {
  path: '/purchase-orders/:id/edit',
  title: t('editPurchaseOrder'),
  needs: 'purchasing.write',
  under: '/purchase-orders',
  load: () => import('./Screen.tsx'),
};
