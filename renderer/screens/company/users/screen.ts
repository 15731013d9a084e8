import type { ScreenDef } from '../../../kit/screen.ts';

export const users: ScreenDef = {
  path: '/users',
  title: 'Users',
  rail: { label: 'Users', key: 'u' },
  load: () => import('./Screen.tsx'),
};
