import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const user: ScreenDef = {
  path: '/users/:id',
  title: t('user'),
  under: '/users',
  load: () => import('./Screen.tsx'),
};
