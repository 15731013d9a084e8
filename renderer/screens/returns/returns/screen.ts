import type { ScreenDef } from '../../../kit/screen.ts';

export const customerReturns: ScreenDef = {
  path: '/returns',
  title: 'Returns',
  needs: 'returns.read',
  rail: { label: 'Returns', key: 'r' },
  load: () => import('./Screen.tsx'),
};
