import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const settings: ScreenDef = {
  path: '/settings',
  title: t('settings'),
  needs: 'company.read',
  rail: { label: t('settings'), key: 'x' },
  beside: t('settings'),
  load: () => import('./Screen.tsx'),
};
