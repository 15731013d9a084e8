import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const settlement: ScreenDef = {
  path: '/settlements/:id',
  title: t('settlement'),
  needs: 'accounting.read',
  under: '/trial-balance',
  load: () => import('./Screen.tsx'),
};
