import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const skuMeaning: ScreenDef = {
  path: '/sku-meanings/:channelId/:sku',
  title: t('skuMeaning'),
  needs: 'channels.read',
  under: '/channels',
  load: () => import('./Screen.tsx'),
};
