import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const receivePurchase: ScreenDef = {
  path: '/purchase-orders/:id/receive',
  title: t('receiveGoods'),
  needs: 'purchasing.receive',
  under: '/purchase-orders',
  load: () => import('./Screen.tsx'),
};
