import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const stockAt: ScreenDef = {
  path: '/stock-at',
  title: t('stockAt'),
  needs: 'inventory.read',
  under: '/stock',
  beside: t('stockAt'),
  among: t('amongReports'),
  load: () => import('./Screen.tsx'),
};
