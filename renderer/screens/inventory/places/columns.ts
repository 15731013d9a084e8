import { count, words } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { t } from './text.ts';

export const columns: readonly ListColumn<'inventory.locations'>[] = [
  {
    id: 'code',
    title: t('code'),
    width: 170,
    sort: 'code',
    filter: { by: 'code', kind: 'text' },
    text: (p) => p.code,
    link: (p) => `/places/${p.id}`,
  },
  { id: 'name', title: t('name'), grow: true, filter: { by: 'name', kind: 'text' }, text: (p) => p.name },
  {
    id: 'warehouseCode',
    title: t('warehouse'),
    width: 100,
    filter: { by: 'warehouseId', kind: 'set', named: true },
    text: (p) => p.warehouseCode,
  },
  { id: 'type', title: t('type'), width: 90, filter: { by: 'type', kind: 'set' }, text: (p) => words(p.type) },
  {
    id: 'parentCode',
    title: t('within'),
    width: 120,
    filter: { by: 'parentId', kind: 'set', named: true },
    text: (p) => p.parentCode ?? '',
    link: (p) => (p.parentId === null ? undefined : `/places/${p.parentId}`),
  },
  {
    id: 'status',
    title: t('status'),
    width: 110,
    filter: { by: 'status', kind: 'set' },
    text: (p) => words(p.status),
    tone: (p) => (p.status === 'sellable' ? 'good' : 'warn'),
    dot: true,
  },
  {
    id: 'pathOrder',
    title: t('pathOrder'),
    width: 95,
    numeric: true,
    sort: 'pathOrder',
    text: (p) => count(p.pathOrder),
    hint: () => t('pathHint'),
  },
  {
    id: 'items',
    title: t('items'),
    width: 90,
    numeric: true,
    text: (p) => (p.items === 0 ? '' : count(p.items)),
    link: (p) => (p.items === 0 ? undefined : `/places/${p.id}?tab=stock`),
  },
  {
    id: 'active',
    title: t('state'),
    width: 85,
    text: (p) => (p.active === 1 ? t('isOpen') : t('isClosed')),
    tone: (p) => (p.active === 1 ? 'good' : 'quiet'),
    dot: true,
  },
];
