import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const schedule: ScreenDef = {
  path: '/schedules/:id',
  title: t('schedule'),
  needs: 'engine.read',
  under: '/settings',
  load: () => import('./Screen.tsx'),
};
