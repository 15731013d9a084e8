import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const substitutes: ScreenDef = {
  path: '/approval-substitutes',
  title: t('substitutes'),
  under: '/approvals',
  beside: t('substitutes'),
  needs: 'company.read',
  load: () => import('./Screen.tsx'),
};
