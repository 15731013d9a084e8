import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const moveStock: ScreenDef = {
  path: '/transfers/new',
  title: t('moveStock'),
  needs: 'inventory.move',
  under: '/stock',
  load: () => import('./Screen.tsx'),
};
