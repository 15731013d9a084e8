import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const invoice: ScreenDef = {
  path: '/invoices/:id',
  title: t('invoice'),
  needs: 'sales.read',
  under: '/orders',
  load: () => import('./Screen.tsx'),
};
