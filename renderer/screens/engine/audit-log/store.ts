import type { OutputOf } from '../../../client/operations.ts';
import { gridView } from '../../../kit/grid-view.ts';

export type CommandRow = OutputOf<'engine.listCommands'>['rows'][number];

/** Place in the audit log; it has no filter yet. */
export const useAuditView = gridView<'all'>('all');
