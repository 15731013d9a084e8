import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const quotes: ScreenDef = {
  path: '/quotes',
  title: t('quotes'),
  needs: 'sales.read',
  under: '/orders',
  beside: t('quotes'),
  load: () => import('./Screen.tsx'),
};
