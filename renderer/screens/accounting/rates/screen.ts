import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

/** Rates of other currencies. Reached by its name and from what is in another currency: a company that has none is not bothered with it. */
export const exchangeRates: ScreenDef = {
  path: '/exchange-rates',
  title: t('exchangeRates'),
  needs: 'accounting.read',
  under: '/trial-balance',
  load: () => import('./Screen.tsx'),
};
