import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const priceLists: ScreenDef = {
  path: '/price-lists',
  title: t('priceLists'),
  needs: 'sales.read',
  under: '/orders',
  beside: t('priceLists'),
  load: () => import('./Screen.tsx'),
};
