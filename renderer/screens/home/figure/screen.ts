import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

/** The rows behind a figure; reached from the figure. */
export const figure: ScreenDef = {
  path: '/figures/:figure',
  title: t('figure'),
  under: '/',
  load: () => import('./Screen.tsx'),
};
