import { type Column, negative } from '../../../kit/column.ts';
import { count, day, money, words } from '../../../kit/format.ts';
import type { DocumentRow, Kind } from './store.ts';
import { t } from './text.ts';

type C = Column<DocumentRow>;

const number: C = { id: 'number', title: t('number'), width: 150, text: (d) => d.number, link: (d) => `/stock-documents/${d.id}` };
const on: C = { id: 'on', title: t('on'), width: 105, text: (d) => day(d.happenedOn) };
const from: C = { id: 'from', title: t('from'), width: 160, text: (d) => d.fromCode ?? '' };
const to: C = { id: 'to', title: t('to'), width: 160, text: (d) => d.toCode ?? '' };
const place: C = { id: 'place', title: t('to'), width: 160, text: (d) => d.toCode ?? d.fromCode ?? '' };
const party: C = { id: 'party', title: t('party'), width: 200, text: (d) => d.partyName ?? '' };
const reason: C = { id: 'reason', title: t('reason'), width: 170, text: (d) => (d.reasonCode === null ? '' : words(d.reasonCode)) };
const memo: C = { id: 'memo', title: t('memo'), grow: true, text: (d) => d.memo };
const lines: C = { id: 'lines', title: t('lines'), width: 75, numeric: true, text: (d) => count(d.lines) };
const state: C = {
  id: 'state',
  title: t('state'),
  width: 115,
  text: (d) => words(d.state),
  tone: (d) => (d.state === 'shipped' ? 'warn' : 'good'),
  dot: true,
};

/** Columns of a list of one kind of stock document. */
export function columns(kind: Kind, currency: string): readonly C[] {
  const value: C = {
    id: 'value',
    title: t('value', { currency }),
    width: 125,
    numeric: true,
    text: (d) => money(d.value, currency),
    tone: (d) => negative(d.value),
  };
  if (kind === 'transfer') return [number, on, state, from, to, memo, lines, value];
  if (kind === 'count') return [number, on, place, reason, memo, lines];
  if (kind === 'write-down') return [number, on, from, reason, memo, lines, value];
  return [number, on, to, party, memo, lines, value];
}
