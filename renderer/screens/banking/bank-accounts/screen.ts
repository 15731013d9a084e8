import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const bankAccounts: ScreenDef = {
  path: '/bank-accounts',
  title: t('bankAccounts'),
  needs: 'accounting.read',
  under: '/trial-balance',
  beside: t('bankAccounts'),
  among: t('amongBanks'),
  load: () => import('./Screen.tsx'),
};
