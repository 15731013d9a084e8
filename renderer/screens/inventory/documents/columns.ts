import { negative } from '../../../kit/column.ts';
import { count, day, money, words } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { t } from './text.ts';

type C = ListColumn<'inventory.documents'>;
/** What the list is looked at for. */
export type Face = 'receipt' | 'transfer' | 'count';

const ASIDE: Readonly<Record<Face, readonly string[]>> = {
  receipt: ['kind', 'state', 'fromCode', 'reasonCode'],
  transfer: ['kind', 'partyName', 'reasonCode'],
  count: ['kind', 'state', 'partyName', 'toCode'],
};

/** Columns of stock documents; those that say nothing about the kinds in view stand aside. */
export function columns(face: Face, currency: string): readonly C[] {
  const all: readonly C[] = [
    {
      id: 'number',
      title: t('number'),
      width: 150,
      sort: 'number',
      filter: { by: 'number', kind: 'text' },
      text: (d) => d.number,
      link: (d) => `/stock-documents/${d.id}`,
    },
    {
      id: 'happenedOn',
      title: t('on'),
      width: 105,
      sort: 'happenedOn',
      filter: { by: 'happenedOn', kind: 'day' },
      text: (d) => day(d.happenedOn),
    },
    { id: 'kind', title: t('kind'), width: 110, filter: { by: 'kind', kind: 'set' }, text: (d) => words(d.kind) },
    {
      id: 'state',
      title: t('state'),
      width: 115,
      filter: { by: 'state', kind: 'set' },
      text: (d) => words(d.state),
      tone: (d) => (d.state === 'shipped' ? 'warn' : 'good'),
      dot: true,
    },
    {
      id: 'fromCode',
      title: t('from'),
      width: 160,
      filter: { by: 'fromLocationId', kind: 'set', named: true },
      text: (d) => d.fromCode ?? '',
    },
    { id: 'toCode', title: t('to'), width: 160, filter: { by: 'toLocationId', kind: 'set', named: true }, text: (d) => d.toCode ?? '' },
    { id: 'partyName', title: t('party'), width: 200, filter: { by: 'partyName', kind: 'text' }, text: (d) => d.partyName ?? '' },
    {
      id: 'reasonCode',
      title: t('reason'),
      width: 170,
      filter: { by: 'reasonCode', kind: 'set', named: true },
      text: (d) => (d.reasonCode === null ? '' : words(d.reasonCode)),
    },
    { id: 'memo', title: t('memo'), grow: true, text: (d) => d.memo },
    { id: 'lines', title: t('lines'), width: 75, numeric: true, text: (d) => count(d.lines) },
    {
      id: 'value',
      title: t('value', { currency }),
      width: 125,
      numeric: true,
      text: (d) => money(d.value, currency),
      tone: (d) => negative(d.value),
    },
  ];
  return all.map((column) => (ASIDE[face].includes(column.id) ? { ...column, aside: true } : column));
}
