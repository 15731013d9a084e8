import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const payments: ScreenDef = {
  path: '/payments',
  title: t('payments'),
  needs: 'accounting.read',
  under: '/trial-balance',
  beside: t('payments'),
  among: t('amongBanks'),
  load: () => import('./Screen.tsx'),
};
