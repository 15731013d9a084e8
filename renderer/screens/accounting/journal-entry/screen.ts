import type { ScreenDef } from '../../../kit/screen.ts';

export const journalEntry: ScreenDef = {
  path: '/journal-entries/:id',
  title: 'Journal entry',
  needs: 'accounting.read',
  under: '/trial-balance',
  load: () => import('./Screen.tsx'),
};
