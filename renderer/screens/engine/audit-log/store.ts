import { words } from '../../../kit/format.ts';
import type { ListRow } from '../../../kit/grid/list-source.ts';
import type { Preset } from '../../../kit/grid/Views.tsx';
import { listView } from '../../../kit/grid-view.ts';
import { t } from './text.ts';

export type CommandRow = ListRow<'engine.commands'>;

const ROOMS = [
  'sales',
  'fulfillment',
  'returns',
  'inventory',
  'catalog',
  'accounting',
  'channels',
  'purchasing',
  'company',
  'engine',
] as const;

/** Everything, then room by room. */
export const presets: readonly Preset[] = [
  { id: 'all', name: t('everywhere') },
  ...ROOMS.map((room): Preset => ({ id: room, name: words(room), filter: [{ column: 'operation', op: 'startsWith', value: `${room}.` }] })),
];

/** Filters, order, columns and place of the audit log. */
export const useAuditView = listView({ viewId: 'all' });
