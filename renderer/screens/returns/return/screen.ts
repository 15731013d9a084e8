import type { ScreenDef } from '../../../kit/screen.ts';

export const customerReturn: ScreenDef = {
  path: '/returns/:id',
  title: 'Return',
  needs: 'returns.read',
  under: '/returns',
  load: () => import('./Screen.tsx'),
};
