import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const holdRules: ScreenDef = {
  path: '/hold-rules',
  title: t('holdRules'),
  needs: 'sales.read',
  under: '/orders',
  beside: t('holdRules'),
  load: () => import('./Screen.tsx'),
};
