import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const packageTypes: ScreenDef = {
  path: '/package-types',
  title: t('packageTypes'),
  needs: 'fulfillment.read',
  under: '/stock',
  beside: t('packageTypes'),
  among: t('amongSetUp'),
  load: () => import('./Screen.tsx'),
};
