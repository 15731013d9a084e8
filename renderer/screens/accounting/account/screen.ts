import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const account: ScreenDef = {
  path: '/accounts/:id',
  title: t('account'),
  needs: 'accounting.read',
  under: '/trial-balance',
  load: () => import('./Screen.tsx'),
};
