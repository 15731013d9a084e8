import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const dunningLevels: ScreenDef = {
  path: '/dunning-levels',
  title: t('dunningLevels'),
  needs: 'accounting.dun',
  under: '/settings',
  beside: t('dunningLevels'),
  load: () => import('./Screen.tsx'),
};
