import type { ScreenDef } from '../../../kit/screen.ts';

export const inboxRecord: ScreenDef = {
  path: '/inbox/:id',
  title: 'Channel record',
  needs: 'channels.read',
  under: '/channels',
  load: () => import('./Screen.tsx'),
};
