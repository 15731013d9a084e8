import type { ScreenDef } from '../../../kit/screen.ts';

export const substitutes: ScreenDef = {
  path: '/approval-substitutes',
  title: 'Substitutes',
  under: '/approvals',
  beside: 'Substitutes',
  load: () => import('./Screen.tsx'),
};
