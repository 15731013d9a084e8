import type { ScreenDef } from '../../../kit/screen.ts';

export const exceptions: ScreenDef = {
  path: '/exceptions',
  title: 'Exceptions',
  rail: { label: 'Exceptions', key: 'e' },
  load: () => import('./Screen.tsx'),
};
