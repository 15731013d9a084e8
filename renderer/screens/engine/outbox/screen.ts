import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const outbox: ScreenDef = {
  path: '/outbox',
  title: t('outbox'),
  needs: 'engine.read',
  under: '/settings',
  beside: t('outbox'),
  load: () => import('./Screen.tsx'),
};
