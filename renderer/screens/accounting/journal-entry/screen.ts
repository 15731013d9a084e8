import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const journalEntry: ScreenDef = {
  path: '/journal-entries/:id',
  title: t('journalEntry'),
  needs: 'accounting.read',
  under: '/trial-balance',
  load: () => import('./Screen.tsx'),
};
