import type { ScreenDef } from '../../../kit/screen.ts';

export const trialBalance: ScreenDef = {
  path: '/trial-balance',
  title: 'Trial balance',
  needs: 'accounting.read',
  rail: { label: 'Accounting', key: 't' },
  beside: 'Trial balance',
  load: () => import('./Screen.tsx'),
};
