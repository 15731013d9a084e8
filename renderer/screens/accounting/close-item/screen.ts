import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

/** The rows of an item of the checklist; reached from its figures. */
export const closeItem: ScreenDef = {
  path: '/close/:period/:item',
  title: t('checklistItem'),
  needs: 'accounting.read',
  under: '/trial-balance',
  load: () => import('./Screen.tsx'),
};
