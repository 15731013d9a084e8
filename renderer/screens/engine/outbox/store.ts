import type { Preset } from '../../../kit/grid/Views.tsx';
import { listView } from '../../../kit/grid-view.ts';
import { t } from './text.ts';

const inStates = (...values: string[]) => [{ column: 'state' as const, op: 'in' as const, values }];

/** What was given up. */
export const DEAD = inStates('dead');

export const presets: readonly Preset[] = [
  { id: 'all', name: t('all') },
  { id: 'dead', name: t('dead'), filter: DEAD },
  { id: 'tried', name: t('tried'), filter: inStates('waiting', 'sending', 'failed') },
];

/** Filters, order, columns and place of the outbox. */
export const useOutboxView = listView({ viewId: 'all' });
