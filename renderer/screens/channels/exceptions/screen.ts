import type { ScreenDef } from '../../../kit/screen.ts';

export const exceptions: ScreenDef = {
  path: '/exceptions',
  title: 'Exceptions',
  needs: 'channels.read',
  rail: { label: 'Exceptions', key: 'e' },
  load: () => import('./Screen.tsx'),
};
