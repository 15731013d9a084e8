import type { ScreenDef } from '../../../kit/screen.ts';

export const approvalPolicy: ScreenDef = {
  path: '/approval-policies/:code',
  title: 'Approval policy',
  under: '/approvals',
  load: () => import('./Screen.tsx'),
};
