import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const mapping: ScreenDef = {
  path: '/mapping',
  title: t('unknownSkus'),
  needs: 'channels.read',
  under: '/channels',
  beside: t('unknownSkus'),
  load: () => import('./Screen.tsx'),
};
