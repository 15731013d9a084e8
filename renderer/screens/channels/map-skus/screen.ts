import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const mapSkus: ScreenDef = {
  path: '/mapping/:channelId',
  title: t('mapSkus'),
  needs: 'channels.write',
  under: '/channels',
  load: () => import('./Screen.tsx'),
};
