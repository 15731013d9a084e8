import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const holdRule: ScreenDef = {
  path: '/hold-rules/:id',
  title: t('holdRule'),
  needs: 'sales.rules',
  under: '/orders',
  load: () => import('./Screen.tsx'),
};
