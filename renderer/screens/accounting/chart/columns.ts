import type { OutputOf } from '../../../client/operations.ts';
import type { Column } from '../../../kit/column.ts';
import { count, words } from '../../../kit/format.ts';
import { t } from './text.ts';

type Chart = OutputOf<'accounting.getChart'>;
export type Account = Chart['accounts'][number];
export type Role = Chart['roles'][number];
export type Heading = OutputOf<'accounting.listGroups'>['rows'][number];

/** A role as people read it: `clearing/...` of the web shop is `Clearing, Web shop`. */
export const roleWords = (r: Role): string => [words(r.role.split('/')[0] ?? r.role), ...(r.of === null ? [] : [r.of])].join(', ');

export const accountColumns: readonly Column<Account>[] = [
  { id: 'code', title: t('code'), width: 130, text: (a) => a.code, link: (a) => `/accounts/${a.id}` },
  { id: 'name', title: t('name'), grow: true, text: (a) => a.name },
  { id: 'type', title: t('type'), width: 110, text: (a) => words(a.type) },
  { id: 'heading', title: t('heading'), width: 280, text: (a) => a.groupName ?? words(a.stage) },
  { id: 'openItems', title: t('openItems'), width: 110, text: (a) => (a.openItems ? t('yes') : '') },
  { id: 'keptBy', title: t('keptBy'), width: 110, text: (a) => (a.managedBy === null ? '' : words(a.managedBy)) },
  {
    id: 'state',
    title: t('state'),
    width: 150,
    dot: true,
    text: (a) => t(a.active ? 'inUse' : 'closed'),
    tone: (a) => (a.active ? 'good' : 'quiet'),
  },
];

export const headingColumns: readonly Column<Heading>[] = [
  { id: 'name', title: t('heading'), grow: true, text: (h) => h.name, link: (h) => `/chart?heading=${h.code}` },
  { id: 'code', title: t('code'), width: 200, text: (h) => h.code },
  { id: 'stage', title: t('stage'), width: 200, text: (h) => words(h.stage) },
  { id: 'position', title: t('position'), width: 90, numeric: true, text: (h) => count(h.position) },
  { id: 'count', title: t('count'), width: 90, numeric: true, text: (h) => count(h.accounts) },
];

export const roleColumns: readonly Column<Role>[] = [
  { id: 'role', title: t('role'), width: 320, text: roleWords, link: (r) => `/chart?role=${encodeURIComponent(r.role)}` },
  { id: 'account', title: t('account'), grow: true, text: (r) => `${r.code} ${r.name}`, link: (r) => `/accounts/${r.accountId}` },
];
