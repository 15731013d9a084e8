import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const channel: ScreenDef = {
  path: '/channels/:id',
  title: t('channel'),
  needs: 'channels.read',
  under: '/channels',
  load: () => import('./Screen.tsx'),
};
