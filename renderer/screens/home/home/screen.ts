import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const home: ScreenDef = {
  path: '/',
  title: t('home'),
  rail: { label: t('home'), key: 'h' },
  load: () => import('./Screen.tsx'),
};
