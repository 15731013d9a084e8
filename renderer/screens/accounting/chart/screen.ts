import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const chart: ScreenDef = {
  path: '/chart',
  title: t('chart'),
  needs: 'accounting.read',
  under: '/trial-balance',
  beside: t('chart'),
  load: () => import('./Screen.tsx'),
};
