import type { OutputOf } from '../../../client/operations.ts';
import { gridView } from '../../../kit/grid-view.ts';

export type CommandRow = OutputOf<'engine.listCommands'>['rows'][number];
/** What somebody looks for; an empty text asks for all. */
export interface AuditFilter {
  readonly actorId: string;
  readonly room: string;
  readonly on: string;
  readonly number: string;
}
export const NO_FILTER: AuditFilter = { actorId: '', room: '', on: '', number: '' };

/** Place in the audit log and what is looked for there. */
export const useAuditView = gridView<AuditFilter>(NO_FILTER);
