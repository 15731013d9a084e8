import type { ScreenDef } from '../../../kit/screen.ts';

export const approvalPolicies: ScreenDef = {
  path: '/approval-policies',
  title: 'Approval policies',
  under: '/approvals',
  beside: 'Policies',
  load: () => import('./Screen.tsx'),
};
