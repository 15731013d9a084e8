import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const auditLog: ScreenDef = {
  path: '/audit-log',
  title: t('auditLog'),
  needs: 'engine.audit',
  rail: { label: t('auditLog'), key: 'a' },
  load: () => import('./Screen.tsx'),
};
