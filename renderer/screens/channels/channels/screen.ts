import type { ScreenDef } from '../../../kit/screen.ts';

export const channels: ScreenDef = {
  path: '/channels',
  title: 'Channels',
  needs: 'channels.read',
  rail: { label: 'Channels', key: 'l' },
  beside: 'Channels',
  load: () => import('./Screen.tsx'),
};
