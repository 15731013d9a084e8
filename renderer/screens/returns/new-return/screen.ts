import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const newReturn: ScreenDef = {
  path: '/returns/new',
  title: t('newReturn'),
  needs: 'returns.receive',
  under: '/returns',
  load: () => import('./Screen.tsx'),
};
