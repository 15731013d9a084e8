import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

/** What a month accrues; reached from its checklist. */
export const accruals: ScreenDef = {
  path: '/accruals/:period',
  title: t('accruals'),
  needs: 'accounting.read',
  under: '/trial-balance',
  load: () => import('./Screen.tsx'),
};
