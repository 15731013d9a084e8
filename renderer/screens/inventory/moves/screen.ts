import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const moves: ScreenDef = {
  path: '/moves',
  title: t('stockMoves'),
  needs: 'inventory.read',
  under: '/stock',
  beside: t('moves'),
  load: () => import('./Screen.tsx'),
};
