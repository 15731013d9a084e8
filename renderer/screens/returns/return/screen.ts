import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const customerReturn: ScreenDef = {
  path: '/returns/:id',
  title: t('return'),
  needs: 'returns.read',
  under: '/returns',
  load: () => import('./Screen.tsx'),
};
