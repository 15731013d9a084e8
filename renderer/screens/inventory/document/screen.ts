import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const document: ScreenDef = {
  path: '/stock-documents/:id',
  title: t('stockDocument'),
  needs: 'inventory.read',
  under: '/stock',
  load: () => import('./Screen.tsx'),
};
