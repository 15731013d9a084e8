import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const newPaymentRun: ScreenDef = {
  path: '/payment-runs/new',
  title: t('newPaymentRun'),
  needs: 'accounting.pay',
  under: '/purchase-orders',
  load: () => import('./Screen.tsx'),
};
