import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const command: ScreenDef = {
  path: '/audit-log/:seq',
  title: t('commit'),
  under: '/audit-log',
  load: () => import('./Screen.tsx'),
};
