import type { ScreenDef } from '../../../kit/screen.ts';

export const channel: ScreenDef = {
  path: '/channels/:id',
  title: 'Channel',
  needs: 'channels.read',
  under: '/channels',
  load: () => import('./Screen.tsx'),
};
