import { railCount, type ScreenDef } from '../../../kit/screen.ts';

export const approvals: ScreenDef = {
  path: '/approvals',
  title: 'Approvals',
  rail: { label: 'Approvals', key: 'v', count: railCount({ operation: 'company.countApprovals', of: ({ forMe }) => forMe }) },
  beside: 'Requests',
  needs: 'company.read',
  load: () => import('./Screen.tsx'),
};
