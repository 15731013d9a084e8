import type { ScreenDef } from '../../../kit/screen.ts';

export const trialBalance: ScreenDef = {
  path: '/trial-balance',
  title: 'Trial balance',
  rail: { label: 'Trial balance', key: 't' },
  load: () => import('./Screen.tsx'),
};
