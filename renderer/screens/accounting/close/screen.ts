import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const close: ScreenDef = {
  path: '/close',
  title: t('close'),
  needs: 'accounting.read',
  under: '/trial-balance',
  beside: t('close'),
  load: () => import('./Screen.tsx'),
};
