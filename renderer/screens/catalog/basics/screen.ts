import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const catalogue: ScreenDef = {
  path: '/catalogue',
  title: t('catalogue'),
  needs: 'catalog.read',
  under: '/settings',
  beside: t('catalogue'),
  load: () => import('./Screen.tsx'),
};
