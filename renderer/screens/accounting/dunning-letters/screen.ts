import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const dunningLetters: ScreenDef = {
  path: '/dunning-letters',
  title: t('dunningLetters'),
  needs: 'accounting.read',
  under: '/trial-balance',
  beside: t('dunningLetters'),
  load: () => import('./Screen.tsx'),
};
