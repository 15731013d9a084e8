import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const jobs: ScreenDef = {
  path: '/jobs',
  title: t('jobs'),
  needs: 'engine.read',
  under: '/settings',
  beside: t('jobs'),
  load: () => import('./Screen.tsx'),
};
