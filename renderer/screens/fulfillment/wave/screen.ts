import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const wave: ScreenDef = {
  path: '/waves/:id',
  title: t('wave'),
  needs: 'fulfillment.read',
  under: '/stock',
  load: () => import('./Screen.tsx'),
};
