import type { Column } from '../../../kit/column.ts';
import { words } from '../../../kit/format.ts';
import type { PartyRow } from './store.ts';
import { t } from './text.ts';

export const columns: readonly Column<PartyRow>[] = [
  {
    id: 'name',
    title: t('name'),
    grow: true,
    text: (p) => (p.erasedAt === null ? p.name : t('erased')),
    link: (p) => `/customers/${p.id}`,
  },
  { id: 'kind', title: t('kind'), width: 120, text: (p) => words(p.kind) },
  { id: 'country', title: t('country'), width: 90, text: (p) => p.country },
  { id: 'email', title: t('email'), width: 240, text: (p) => p.email ?? '' },
  { id: 'phone', title: t('phone'), width: 150, text: (p) => p.phone ?? '' },
  { id: 'number', title: t('number'), width: 150, text: (p) => p.externalId ?? '' },
];
