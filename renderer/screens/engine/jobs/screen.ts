import type { ScreenDef } from '../../../kit/screen.ts';

export const jobs: ScreenDef = {
  path: '/jobs',
  title: 'Jobs',
  needs: 'engine.read',
  under: '/settings',
  beside: 'Jobs',
  load: () => import('./Screen.tsx'),
};
