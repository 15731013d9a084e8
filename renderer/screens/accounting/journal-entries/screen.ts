import type { ScreenDef } from '../../../kit/screen.ts';

export const journalEntries: ScreenDef = {
  path: '/journal-entries',
  title: 'Journal entries',
  needs: 'accounting.read',
  under: '/trial-balance',
  beside: 'Journal entries',
  load: () => import('./Screen.tsx'),
};
