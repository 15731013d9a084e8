import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const channels: ScreenDef = {
  path: '/channels',
  title: t('channels'),
  needs: 'channels.read',
  rail: { label: t('channels'), key: 'l' },
  beside: t('channels'),
  load: () => import('./Screen.tsx'),
};
