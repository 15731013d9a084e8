import type { ScreenDef } from '../../../kit/screen.ts';

export const substitutes: ScreenDef = {
  path: '/approval-substitutes',
  title: 'Substitutes',
  under: '/approvals',
  beside: 'Substitutes',
  needs: 'company.read',
  load: () => import('./Screen.tsx'),
};
