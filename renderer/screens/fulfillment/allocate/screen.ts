import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const allocate: ScreenDef = {
  path: '/allocate',
  title: t('allocate'),
  needs: 'fulfillment.read',
  under: '/stock',
  beside: t('allocate'),
  load: () => import('./Screen.tsx'),
};
