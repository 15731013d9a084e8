import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const stockValue: ScreenDef = {
  path: '/stock-value',
  title: t('stockValue'),
  needs: 'inventory.read',
  under: '/stock',
  beside: t('stockValue'),
  among: t('amongReports'),
  load: () => import('./Screen.tsx'),
};
