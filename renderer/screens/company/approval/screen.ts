import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const approval: ScreenDef = {
  path: '/approvals/:id',
  title: t('approval'),
  under: '/approvals',
  load: () => import('./Screen.tsx'),
};
