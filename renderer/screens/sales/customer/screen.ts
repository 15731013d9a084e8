import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const customer: ScreenDef = {
  path: '/customers/:id',
  title: t('customer'),
  needs: 'parties.read',
  under: '/orders',
  load: () => import('./Screen.tsx'),
};
