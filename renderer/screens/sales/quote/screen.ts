import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const quote: ScreenDef = {
  path: '/quotes/:id',
  title: t('quote'),
  under: '/orders',
  load: () => import('./Screen.tsx'),
};
