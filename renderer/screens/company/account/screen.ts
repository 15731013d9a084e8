import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const account: ScreenDef = {
  path: '/account',
  title: t('myAccount'),
  load: () => import('./Screen.tsx'),
};
