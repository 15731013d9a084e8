import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const bill: ScreenDef = {
  path: '/bills/:id',
  title: t('bill'),
  needs: 'purchasing.read',
  under: '/purchase-orders',
  load: () => import('./Screen.tsx'),
};
