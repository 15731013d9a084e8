import { negative } from '../../../kit/column.ts';
import { count, day, money } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { recordPath } from '../../../kit/record.ts';
import { t } from './text.ts';

type Row = Parameters<ListColumn<'purchasing.grni'>['text']>[0];

/** The order or receipt a row is about. */
export const pathOf = (r: Row): string => (r.orderId === null ? `/stock-documents/${r.itemKey}` : `/purchase-orders/${r.orderId}`);

export const columnsIn = (currency: string): readonly ListColumn<'purchasing.grni'>[] => [
  { id: 'number', title: t('number'), width: 150, text: (r) => r.number ?? r.itemKey, link: pathOf },
  { id: 'lineNo', title: t('line'), width: 60, numeric: true, text: (r) => (r.lineNo === null ? '' : String(r.lineNo)) },
  { id: 'sku', title: t('sku'), width: 140, text: (r) => r.sku ?? '' },
  {
    id: 'partyName',
    title: t('supplier'),
    grow: true,
    filter: { by: 'partyId', kind: 'set', named: true },
    text: (r) => r.partyName ?? '',
    link: (r) => (r.partyId === null ? undefined : recordPath(r.partyId)),
  },
  {
    id: 'openedOn',
    title: t('since'),
    width: 120,
    sort: 'openedOn',
    filter: { by: 'openedOn', kind: 'day' },
    text: (r) => day(r.openedOn),
  },
  {
    id: 'age',
    title: t('age'),
    width: 130,
    text: (r) => t('days', { count: r.days }),
    tone: (r) => (r.days > 60 ? 'bad' : r.days > 30 ? 'warn' : undefined),
  },
  { id: 'units', title: t('units'), width: 110, numeric: true, text: (r) => (r.units === null ? '' : count(r.units)) },
  {
    id: 'residual',
    title: t('open', { currency }),
    width: 140,
    numeric: true,
    text: (r) => money(r.residual, currency),
    tone: (r) => negative(r.residual),
  },
];
