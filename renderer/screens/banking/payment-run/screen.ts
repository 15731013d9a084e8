import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const paymentRun: ScreenDef = {
  path: '/payment-runs/:id',
  title: t('paymentRun'),
  needs: 'accounting.read',
  under: '/purchase-orders',
  load: () => import('./Screen.tsx'),
};
