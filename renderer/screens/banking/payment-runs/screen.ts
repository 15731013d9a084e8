import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const paymentRuns: ScreenDef = {
  path: '/payment-runs',
  title: t('paymentRuns'),
  needs: 'accounting.read',
  under: '/purchase-orders',
  beside: t('paymentRuns'),
  load: () => import('./Screen.tsx'),
};
