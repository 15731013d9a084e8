import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const skuMeanings: ScreenDef = {
  path: '/sku-meanings',
  title: t('skuMeanings'),
  needs: 'channels.read',
  under: '/channels',
  beside: t('skuMeanings'),
  load: () => import('./Screen.tsx'),
};
