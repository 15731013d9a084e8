import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const countTasks: ScreenDef = {
  path: '/count-tasks',
  title: t('countPlan'),
  needs: 'inventory.read',
  under: '/stock',
  beside: t('countPlan'),
  among: t('amongTasks'),
  load: () => import('./Screen.tsx'),
};
