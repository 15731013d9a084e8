import { negative } from '../../../kit/column.ts';
import { day, money, words } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { recordPath } from '../../../kit/record.ts';
import { t } from './text.ts';

type C = ListColumn<'sales.invoices'>;

const amount = (id: 'net' | 'tax' | 'total', currency: string): C => ({
  id,
  title: t(id, { currency }),
  width: 120,
  numeric: true,
  text: (i) => money(i[id], currency),
  tone: (i) => negative(i[id]),
});

/** Invoices are issued in the currency of the company, so it stands in the header. */
export const columns = (currency: string): readonly C[] => [
  {
    id: 'number',
    title: t('number'),
    width: 150,
    sort: 'number',
    filter: { by: 'number', kind: 'text' },
    text: (i) => i.number,
    link: (i) => `/invoices/${i.id}`,
  },
  {
    id: 'issuedOn',
    title: t('issued'),
    width: 110,
    sort: 'issuedOn',
    filter: { by: 'issuedOn', kind: 'day' },
    text: (i) => day(i.issuedOn),
  },
  {
    id: 'kind',
    title: t('what'),
    width: 170,
    filter: { by: 'kind', kind: 'set' },
    text: (i) => words(i.kind) + (i.creditKind === null ? '' : `, ${i.creditKind}`),
  },
  {
    id: 'orderNumber',
    title: t('order'),
    width: 140,
    filter: { by: 'orderNumber', kind: 'text' },
    text: (i) => i.orderNumber ?? '',
    link: (i) => recordPath(i.orderId ?? ''),
  },
  {
    id: 'partyName',
    title: t('party'),
    grow: true,
    filter: { by: 'partyName', kind: 'text' },
    text: (i) => i.partyName,
    link: (i) => recordPath(i.partyId),
  },
  {
    id: 'channelName',
    title: t('channel'),
    width: 110,
    aside: true,
    filter: { by: 'channelId', kind: 'set', named: true },
    text: (i) => i.channelName ?? '',
  },
  amount('net', currency),
  amount('tax', currency),
  amount('total', currency),
];
