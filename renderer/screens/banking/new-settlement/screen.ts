import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const newSettlement: ScreenDef = {
  path: '/settlements/new',
  title: t('newSettlement'),
  needs: 'accounting.bank',
  under: '/trial-balance',
  load: () => import('./Screen.tsx'),
};
