import type { ScreenDef } from '../../../kit/screen.ts';

export const journalEntries: ScreenDef = {
  path: '/journal-entries',
  title: 'Journal entries',
  needs: 'accounting.read',
  rail: { label: 'Journal entries', key: 'j' },
  load: () => import('./Screen.tsx'),
};
