import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const items: ScreenDef = {
  path: '/items',
  title: t('products'),
  needs: 'catalog.read',
  rail: { label: t('products'), key: 'p' },
  load: () => import('./Screen.tsx'),
};
