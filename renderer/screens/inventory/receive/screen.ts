import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const receiveGoods: ScreenDef = {
  path: '/receipts/new',
  title: t('receiveGoods'),
  needs: 'inventory.receive',
  under: '/stock',
  load: () => import('./Screen.tsx'),
};
