import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

/** What a month brings to the rate of its last day; reached from its checklist and its accruals. */
export const revaluation: ScreenDef = {
  path: '/revaluations/:period',
  title: t('revaluation'),
  needs: 'accounting.read',
  under: '/trial-balance',
  load: () => import('./Screen.tsx'),
};
