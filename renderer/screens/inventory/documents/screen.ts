import type { ScreenDef } from '../../../kit/screen.ts';

const under = '/stock';
const needs = 'inventory.read';

export const receipts: ScreenDef = {
  path: '/receipts',
  title: 'Receipts',
  needs,
  under,
  beside: 'Receipts',
  load: () => import('./Screen.tsx').then((m) => ({ default: m.Receipts })),
};
export const transfers: ScreenDef = {
  path: '/transfers',
  title: 'Transfers',
  needs,
  under,
  beside: 'Transfers',
  load: () => import('./Screen.tsx').then((m) => ({ default: m.Transfers })),
};
export const counts: ScreenDef = {
  path: '/counts',
  title: 'Counts',
  needs,
  under,
  beside: 'Counts',
  load: () => import('./Screen.tsx').then((m) => ({ default: m.Counts })),
};
