import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const writeDown: ScreenDef = {
  path: '/write-downs/new',
  title: t('writeDown'),
  needs: 'inventory.count',
  under: '/stock',
  load: () => import('./Screen.tsx'),
};
