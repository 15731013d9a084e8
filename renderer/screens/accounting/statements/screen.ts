import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const statements: ScreenDef = {
  path: '/statements',
  title: t('statements'),
  needs: 'accounting.read',
  under: '/trial-balance',
  beside: t('statements'),
  load: () => import('./Screen.tsx'),
};
