import type { ScreenDef } from '../../../kit/screen.ts';

export const settings: ScreenDef = {
  path: '/settings',
  title: 'Settings',
  needs: 'company.read',
  rail: { label: 'Settings', key: 'x' },
  beside: 'Settings',
  load: () => import('./Screen.tsx'),
};
