import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const runs: ScreenDef = {
  path: '/runs',
  title: t('runs'),
  needs: 'channels.read',
  under: '/channels',
  beside: t('runs'),
  load: () => import('./Screen.tsx'),
};
