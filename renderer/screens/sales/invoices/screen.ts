import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const invoices: ScreenDef = {
  path: '/invoices',
  title: t('invoices'),
  needs: 'sales.read',
  under: '/orders',
  beside: t('invoices'),
  load: () => import('./Screen.tsx'),
};
