import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

const under = '/stock';
const needs = 'inventory.read';

export const receipts: ScreenDef = {
  path: '/receipts',
  title: t('receipts'),
  needs,
  under,
  beside: t('receipts'),
  load: () => import('./Screen.tsx').then((m) => ({ default: m.Receipts })),
};
export const transfers: ScreenDef = {
  path: '/transfers',
  title: t('transfers'),
  needs,
  under,
  beside: t('transfers'),
  load: () => import('./Screen.tsx').then((m) => ({ default: m.Transfers })),
};
export const counts: ScreenDef = {
  path: '/counts',
  title: t('counts'),
  needs,
  under,
  beside: t('counts'),
  load: () => import('./Screen.tsx').then((m) => ({ default: m.Counts })),
};
