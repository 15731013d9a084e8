import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const places: ScreenDef = {
  path: '/places',
  title: t('places'),
  needs: 'inventory.read',
  under: '/stock',
  beside: t('places'),
  among: t('amongSetUp'),
  load: () => import('./Screen.tsx'),
};
