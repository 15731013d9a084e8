import type { ScreenDef } from '../../../kit/screen.ts';

export const command: ScreenDef = {
  path: '/audit-log/:seq',
  title: 'Commit',
  under: '/audit-log',
  load: () => import('./Screen.tsx'),
};
