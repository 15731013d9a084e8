import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const letterhead: ScreenDef = {
  path: '/letterhead',
  title: t('letterhead'),
  needs: 'company.read',
  under: '/settings',
  beside: t('letterhead'),
  load: () => import('./Screen.tsx'),
};
