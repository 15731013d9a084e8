import type { ScreenDef } from '../../../kit/screen.ts';

export const doctor: ScreenDef = {
  path: '/doctor',
  title: 'Doctor',
  needs: 'engine.read',
  under: '/settings',
  beside: 'Doctor',
  load: () => import('./Screen.tsx'),
};
