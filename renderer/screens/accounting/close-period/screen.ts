import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

/** The checklist of a month; reached from the close. */
export const closePeriod: ScreenDef = {
  path: '/close/:period',
  title: t('checklist'),
  needs: 'accounting.read',
  under: '/trial-balance',
  load: () => import('./Screen.tsx'),
};
