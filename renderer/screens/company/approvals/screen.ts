import { railCount, type ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const approvals: ScreenDef = {
  path: '/approvals',
  title: t('approvals'),
  rail: { label: t('approvals'), key: 'v', count: railCount({ operation: 'company.countApprovals', of: ({ forMe }) => forMe }) },
  beside: t('requests'),
  needs: 'company.read',
  load: () => import('./Screen.tsx'),
};
