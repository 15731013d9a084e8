import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const order: ScreenDef = {
  path: '/orders/:id',
  title: t('order'),
  under: '/orders',
  load: () => import('./Screen.tsx'),
};
