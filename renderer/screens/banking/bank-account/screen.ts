import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const bankAccount: ScreenDef = {
  path: '/bank-accounts/:id',
  title: t('bankAccount'),
  needs: 'accounting.read',
  under: '/trial-balance',
  load: () => import('./Screen.tsx'),
};
