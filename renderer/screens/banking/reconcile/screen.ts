import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const reconcile: ScreenDef = {
  path: '/reconcile',
  title: t('reconcile'),
  needs: 'accounting.bank',
  under: '/trial-balance',
  beside: t('reconcile'),
  among: t('amongBanks'),
  load: () => import('./Screen.tsx'),
};
