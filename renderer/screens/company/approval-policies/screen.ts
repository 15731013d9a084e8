import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const approvalPolicies: ScreenDef = {
  path: '/approval-policies',
  title: t('approvalPolicies'),
  under: '/approvals',
  beside: t('policies'),
  needs: 'company.read',
  load: () => import('./Screen.tsx'),
};
