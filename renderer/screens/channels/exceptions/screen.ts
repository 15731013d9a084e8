import type { ScreenDef } from '../../../kit/screen.ts';

export const exceptions: ScreenDef = {
  path: '/exceptions',
  title: 'Exceptions',
  needs: 'channels.read',
  under: '/channels',
  beside: 'Exceptions',
  load: () => import('./Screen.tsx'),
};
