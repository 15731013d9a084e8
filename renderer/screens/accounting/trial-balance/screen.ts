import type { ScreenDef } from '../../../kit/screen.ts';

export const trialBalance: ScreenDef = {
  path: '/trial-balance',
  title: 'Trial balance',
  needs: 'accounting.read',
  rail: { label: 'Trial balance', key: 't' },
  load: () => import('./Screen.tsx'),
};
