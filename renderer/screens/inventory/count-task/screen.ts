import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const countTask: ScreenDef = {
  path: '/count-tasks/:id',
  title: t('count'),
  needs: 'inventory.read',
  under: '/stock',
  load: () => import('./Screen.tsx'),
};
