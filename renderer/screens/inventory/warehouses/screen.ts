import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const warehouses: ScreenDef = {
  path: '/warehouses',
  title: t('warehouses'),
  needs: 'inventory.read',
  under: '/settings',
  beside: t('warehouses'),
  load: () => import('./Screen.tsx'),
};
