import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const discountLimits: ScreenDef = {
  path: '/discount-limits',
  title: t('discountLimits'),
  needs: 'sales.prices',
  under: '/orders',
  beside: t('discountLimits'),
  load: () => import('./Screen.tsx'),
};
