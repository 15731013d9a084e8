import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const doctor: ScreenDef = {
  path: '/doctor',
  title: t('doctor'),
  needs: 'engine.read',
  under: '/settings',
  beside: t('doctor'),
  load: () => import('./Screen.tsx'),
};
