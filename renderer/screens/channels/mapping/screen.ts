import type { ScreenDef } from '../../../kit/screen.ts';

export const mapping: ScreenDef = {
  path: '/mapping',
  title: 'Unknown SKUs',
  needs: 'channels.read',
  under: '/channels',
  beside: 'Unknown SKUs',
  load: () => import('./Screen.tsx'),
};
