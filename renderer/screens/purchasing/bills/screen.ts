import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const bills: ScreenDef = {
  path: '/bills',
  title: t('bills'),
  needs: 'purchasing.read',
  under: '/purchase-orders',
  beside: t('bills'),
  load: () => import('./Screen.tsx'),
};
