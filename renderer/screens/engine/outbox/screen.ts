import type { ScreenDef } from '../../../kit/screen.ts';

export const outbox: ScreenDef = {
  path: '/outbox',
  title: 'Outbox',
  needs: 'engine.read',
  under: '/settings',
  beside: 'Outbox',
  load: () => import('./Screen.tsx'),
};
