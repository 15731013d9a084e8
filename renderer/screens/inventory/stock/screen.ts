import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const stock: ScreenDef = {
  path: '/stock',
  title: t('stock'),
  needs: 'inventory.read',
  rail: { label: t('warehouse'), key: 'w' },
  beside: t('stock'),
  load: () => import('./Screen.tsx'),
};
