import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const purchaseOrder: ScreenDef = {
  path: '/purchase-orders/:id',
  title: t('purchaseOrder'),
  needs: 'purchasing.read',
  under: '/purchase-orders',
  load: () => import('./Screen.tsx'),
};
