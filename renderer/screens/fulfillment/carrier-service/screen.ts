import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const carrierService: ScreenDef = {
  path: '/carrier-services/:id',
  title: t('carrierService'),
  needs: 'fulfillment.setup',
  under: '/stock',
  load: () => import('./Screen.tsx'),
};
