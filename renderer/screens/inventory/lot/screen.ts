import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const lot: ScreenDef = {
  path: '/lots/:id',
  title: t('lot'),
  needs: 'inventory.read',
  under: '/stock',
  load: () => import('./Screen.tsx'),
};
