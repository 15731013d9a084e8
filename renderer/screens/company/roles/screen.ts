import type { ScreenDef } from '../../../kit/screen.ts';

export const roles: ScreenDef = {
  path: '/roles',
  title: 'Roles',
  under: '/users',
  beside: 'Roles',
  needs: 'company.users',
  load: () => import('./Screen.tsx'),
};
