import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const bankLine: ScreenDef = {
  path: '/bank-lines/:id',
  title: t('bankLine'),
  needs: 'accounting.read',
  under: '/trial-balance',
  load: () => import('./Screen.tsx'),
};
