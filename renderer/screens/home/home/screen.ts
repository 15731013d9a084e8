import type { ScreenDef } from '../../../kit/screen.ts';

export const home: ScreenDef = {
  path: '/',
  title: 'Home',
  rail: { label: 'Home', key: 'h' },
  load: () => import('./Screen.tsx'),
};
