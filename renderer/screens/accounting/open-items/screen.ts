import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const openItems: ScreenDef = {
  path: '/open-items',
  title: t('openItems'),
  needs: 'accounting.read',
  under: '/trial-balance',
  beside: t('openItems'),
  load: () => import('./Screen.tsx'),
};
