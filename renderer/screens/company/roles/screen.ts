import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const roles: ScreenDef = {
  path: '/roles',
  title: t('roles'),
  under: '/users',
  beside: t('roles'),
  needs: 'company.users',
  load: () => import('./Screen.tsx'),
};
