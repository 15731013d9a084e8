import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const place: ScreenDef = {
  path: '/places/:id',
  title: t('place'),
  needs: 'inventory.read',
  under: '/stock',
  load: () => import('./Screen.tsx'),
};
