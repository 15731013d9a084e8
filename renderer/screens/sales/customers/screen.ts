import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const customers: ScreenDef = {
  path: '/customers',
  title: t('customers'),
  needs: 'parties.read',
  under: '/orders',
  beside: t('customers'),
  load: () => import('./Screen.tsx'),
};
