import type { ScreenDef } from '../../../kit/screen.ts';

export const backups: ScreenDef = {
  path: '/backups',
  title: 'Backups',
  needs: 'engine.read',
  under: '/settings',
  beside: 'Backups',
  load: () => import('./Screen.tsx'),
};
