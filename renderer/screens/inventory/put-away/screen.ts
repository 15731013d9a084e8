import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const putAway: ScreenDef = {
  path: '/put-away',
  title: t('putAway'),
  needs: 'inventory.read',
  under: '/stock',
  beside: t('putAway'),
  among: t('amongTasks'),
  load: () => import('./Screen.tsx'),
};
