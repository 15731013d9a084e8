import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const grni: ScreenDef = {
  path: '/grni',
  title: t('grni'),
  needs: 'purchasing.read',
  under: '/purchase-orders',
  beside: t('grni'),
  load: () => import('./Screen.tsx'),
};
