import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const bankStatements: ScreenDef = {
  path: '/bank-statements',
  title: t('bankStatements'),
  needs: 'accounting.read',
  under: '/trial-balance',
  load: () => import('./Screen.tsx'),
};
