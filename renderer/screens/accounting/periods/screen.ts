import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const periods: ScreenDef = {
  path: '/periods',
  title: t('periods'),
  needs: 'accounting.read',
  under: '/trial-balance',
  beside: t('periods'),
  load: () => import('./Screen.tsx'),
};
