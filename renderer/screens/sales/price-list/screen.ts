import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const priceList: ScreenDef = {
  path: '/price-lists/:id',
  title: t('priceList'),
  needs: 'sales.read',
  under: '/orders',
  load: () => import('./Screen.tsx'),
};
