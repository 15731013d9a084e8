import type { ScreenDef } from '../../../kit/screen.ts';

export const approval: ScreenDef = {
  path: '/approvals/:id',
  title: 'Approval',
  under: '/approvals',
  load: () => import('./Screen.tsx'),
};
