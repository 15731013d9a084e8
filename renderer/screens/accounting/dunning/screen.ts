import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const dunning: ScreenDef = {
  path: '/dunning',
  title: t('dunning'),
  needs: 'accounting.read',
  under: '/trial-balance',
  beside: t('dunning'),
  load: () => import('./Screen.tsx'),
};
