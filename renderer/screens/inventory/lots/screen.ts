import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const lots: ScreenDef = {
  path: '/lots',
  title: t('lots'),
  needs: 'inventory.read',
  under: '/stock',
  beside: t('lots'),
  among: t('amongReports'),
  load: () => import('./Screen.tsx'),
};
