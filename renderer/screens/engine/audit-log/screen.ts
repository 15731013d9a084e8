import type { ScreenDef } from '../../../kit/screen.ts';

export const auditLog: ScreenDef = {
  path: '/audit-log',
  title: 'Audit log',
  needs: 'engine.audit',
  rail: { label: 'Audit log', key: 'a' },
  load: () => import('./Screen.tsx'),
};
