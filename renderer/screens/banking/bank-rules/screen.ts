import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const bankRules: ScreenDef = {
  path: '/bank-rules',
  title: t('bankRules'),
  needs: 'accounting.read',
  under: '/trial-balance',
  load: () => import('./Screen.tsx'),
};
