import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const users: ScreenDef = {
  path: '/users',
  title: t('users'),
  needs: 'company.users',
  rail: { label: t('users'), key: 'u' },
  load: () => import('./Screen.tsx'),
};
