import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const customerReturns: ScreenDef = {
  path: '/returns',
  title: t('returns'),
  needs: 'returns.read',
  rail: { label: t('returns'), key: 'r' },
  load: () => import('./Screen.tsx'),
};
