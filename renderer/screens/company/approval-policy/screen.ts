import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const approvalPolicy: ScreenDef = {
  path: '/approval-policies/:code',
  title: t('approvalPolicy'),
  under: '/approvals',
  load: () => import('./Screen.tsx'),
};
