import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const newBill: ScreenDef = {
  path: '/purchase-orders/:id/bill',
  title: t('newBill'),
  needs: 'purchasing.bill',
  under: '/purchase-orders',
  load: () => import('./Screen.tsx'),
};
