import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const inbox: ScreenDef = {
  path: '/inbox',
  title: t('inbox'),
  needs: 'channels.read',
  under: '/channels',
  beside: t('inbox'),
  load: () => import('./Screen.tsx'),
};
