import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const countPlace: ScreenDef = {
  path: '/counts/new',
  title: t('countAPlace'),
  needs: 'inventory.count',
  under: '/stock',
  load: () => import('./Screen.tsx'),
};
