import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const importRates: ScreenDef = {
  path: '/exchange-rates/import',
  title: t('importRates'),
  needs: 'accounting.rates',
  under: '/trial-balance',
  load: () => import('./Screen.tsx'),
};
