import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const incidents: ScreenDef = {
  path: '/incidents',
  title: t('incidents'),
  needs: 'engine.audit',
  under: '/settings',
  beside: t('incidents'),
  load: () => import('./Screen.tsx'),
};
