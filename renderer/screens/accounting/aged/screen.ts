import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const aged: ScreenDef = {
  path: '/aged',
  title: t('aged'),
  needs: 'accounting.read',
  under: '/trial-balance',
  beside: t('aged'),
  load: () => import('./Screen.tsx'),
};
