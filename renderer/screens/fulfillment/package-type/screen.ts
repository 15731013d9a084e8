import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const packageType: ScreenDef = {
  path: '/package-types/:id',
  title: t('packageType'),
  needs: 'fulfillment.setup',
  under: '/stock',
  load: () => import('./Screen.tsx'),
};
