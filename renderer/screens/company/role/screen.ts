import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const role: ScreenDef = {
  path: '/roles/:id',
  title: t('role'),
  under: '/users',
  load: () => import('./Screen.tsx'),
};
