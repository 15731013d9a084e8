import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const backups: ScreenDef = {
  path: '/backups',
  title: t('backups'),
  needs: 'engine.read',
  under: '/settings',
  beside: t('backups'),
  load: () => import('./Screen.tsx'),
};
