import type { OutputOf } from '../../../client/operations.ts';
import { gridView } from '../../../kit/grid-view.ts';

export type ExceptionRow = OutputOf<'channels.listExceptions'>['rows'][number];
export type OpenFilter = 'open' | 'closed';

/** Open or closed, and the place in the list of exceptions. */
export const useExceptionsView = gridView<OpenFilter>('open');
