import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const standardCosts: ScreenDef = {
  path: '/standard-costs/new',
  title: t('standardCosts'),
  needs: 'accounting.revalue',
  under: '/items',
  load: () => import('./Screen.tsx'),
};
