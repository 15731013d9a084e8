import type { Tone } from '../../../kit/column.ts';
import { count, day, moment, words } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { t } from './text.ts';

const TONES: Readonly<Record<string, Tone>> = { open: 'warn', recount: 'bad', counted: 'warn', posted: 'good' };

export const columns: readonly ListColumn<'inventory.countTasks'>[] = [
  {
    id: 'number',
    title: t('number'),
    width: 170,
    sort: 'number',
    filter: { by: 'number', kind: 'text' },
    text: (c) => c.number,
    link: (c) => `/count-tasks/${c.id}`,
  },
  {
    id: 'state',
    title: t('state'),
    width: 120,
    filter: { by: 'state', kind: 'set' },
    text: (c) => words(c.state),
    tone: (c) => TONES[c.state] ?? 'quiet',
    dot: true,
  },
  {
    id: 'locationCode',
    title: t('place'),
    grow: true,
    filter: { by: 'locationId', kind: 'set', named: true },
    text: (c) => c.locationCode,
    link: (c) => `/places/${c.locationId}`,
  },
  {
    id: 'warehouseCode',
    title: t('warehouse'),
    width: 120,
    filter: { by: 'warehouseId', kind: 'set', named: true },
    text: (c) => c.warehouseCode,
  },
  { id: 'products', title: t('products'), width: 100, numeric: true, text: (c) => count(c.products) },
  { id: 'plannedOn', title: t('planned'), width: 130, sort: 'plannedOn', text: (c) => day(c.plannedOn) },
  { id: 'countedAt', title: t('countedAt'), width: 170, text: (c) => (c.countedAt === null ? '' : moment(c.countedAt)) },
];
