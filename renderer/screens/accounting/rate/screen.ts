import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const exchangeRate: ScreenDef = {
  path: '/exchange-rates/:id',
  title: t('exchangeRate'),
  needs: 'accounting.read',
  under: '/trial-balance',
  load: () => import('./Screen.tsx'),
};
