import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const trialBalance: ScreenDef = {
  path: '/trial-balance',
  title: t('trialBalance'),
  needs: 'accounting.read',
  rail: { label: t('accounting'), key: 't' },
  beside: t('trialBalance'),
  load: () => import('./Screen.tsx'),
};
