import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const settlements: ScreenDef = {
  path: '/settlements',
  title: t('settlements'),
  needs: 'accounting.read',
  under: '/trial-balance',
  beside: t('settlements'),
  among: t('amongBanks'),
  load: () => import('./Screen.tsx'),
};
