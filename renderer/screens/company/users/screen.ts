import type { ScreenDef } from '../../../kit/screen.ts';

export const users: ScreenDef = {
  path: '/users',
  title: 'Users',
  needs: 'company.users',
  rail: { label: 'Users', key: 'u' },
  load: () => import('./Screen.tsx'),
};
