import type { ScreenDef } from '../../../kit/screen.ts';

export const approvalPolicies: ScreenDef = {
  path: '/approval-policies',
  title: 'Approval policies',
  under: '/approvals',
  beside: 'Policies',
  needs: 'company.read',
  load: () => import('./Screen.tsx'),
};
