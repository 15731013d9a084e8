import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const journalEntries: ScreenDef = {
  path: '/journal-entries',
  title: t('journalEntries'),
  needs: 'accounting.read',
  under: '/trial-balance',
  beside: t('journalEntries'),
  load: () => import('./Screen.tsx'),
};
