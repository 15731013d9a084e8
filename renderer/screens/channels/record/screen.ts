import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const inboxRecord: ScreenDef = {
  path: '/inbox/:id',
  title: t('channelRecord'),
  needs: 'channels.read',
  under: '/channels',
  load: () => import('./Screen.tsx'),
};
