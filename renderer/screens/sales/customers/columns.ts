import { country, words } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { t } from './text.ts';

export const columns: readonly ListColumn<'parties.parties'>[] = [
  {
    id: 'name',
    title: t('name'),
    grow: true,
    sort: 'name',
    filter: { by: 'name', kind: 'text' },
    text: (p) => (p.erasedAt === null ? p.name : t('erased')),
    link: (p) => `/customers/${p.id}`,
  },
  { id: 'kind', title: t('kind'), width: 120, filter: { by: 'kind', kind: 'set' }, text: (p) => words(p.kind) },
  { id: 'country', title: t('country'), width: 90, filter: { by: 'country', kind: 'set', words: country }, text: (p) => p.country },
  { id: 'email', title: t('email'), width: 240, text: (p) => p.email ?? '' },
  { id: 'phone', title: t('phone'), width: 150, text: (p) => p.phone ?? '' },
  { id: 'externalId', title: t('number'), width: 150, text: (p) => p.externalId ?? '' },
  {
    id: 'sourceName',
    title: t('source'),
    width: 150,
    aside: true,
    filter: { by: 'source', kind: 'set', named: true },
    text: (p) => p.sourceName ?? '',
  },
];
