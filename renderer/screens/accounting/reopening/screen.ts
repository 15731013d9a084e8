import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

/** What changed in days that were opened again; reached from the periods. */
export const reopening: ScreenDef = {
  path: '/reopenings/:id',
  title: t('reopening'),
  needs: 'accounting.read',
  under: '/trial-balance',
  load: () => import('./Screen.tsx'),
};
