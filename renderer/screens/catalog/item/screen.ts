import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const item: ScreenDef = {
  path: '/items/:id',
  title: t('product'),
  needs: 'catalog.read',
  under: '/items',
  load: () => import('./Screen.tsx'),
};
