import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const schedules: ScreenDef = {
  path: '/schedules',
  title: t('schedules'),
  needs: 'engine.read',
  under: '/settings',
  beside: t('schedules'),
  load: () => import('./Screen.tsx'),
};
