import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const dunningLetter: ScreenDef = {
  path: '/dunning-letters/:id',
  title: t('dunningLetter'),
  needs: 'accounting.read',
  under: '/trial-balance',
  load: () => import('./Screen.tsx'),
};
