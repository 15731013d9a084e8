import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const bankLines: ScreenDef = {
  path: '/bank-lines',
  title: t('bankLines'),
  needs: 'accounting.read',
  under: '/trial-balance',
  beside: t('bankLines'),
  among: t('amongBanks'),
  load: () => import('./Screen.tsx'),
};
