import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const exceptions: ScreenDef = {
  path: '/exceptions',
  title: t('exceptions'),
  needs: 'channels.read',
  under: '/channels',
  beside: t('exceptions'),
  load: () => import('./Screen.tsx'),
};
