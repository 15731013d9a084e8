import { type Column, negative } from '../../../kit/column.ts';
import { day, money, words } from '../../../kit/format.ts';
import { recordPath } from '../../../kit/record.ts';
import type { InvoiceRow } from './store.ts';
import { t } from './text.ts';

const amount = (id: 'net' | 'tax' | 'total', currency: string): Column<InvoiceRow> => ({
  id,
  title: t(id, { currency }),
  width: 120,
  numeric: true,
  text: (i) => money(i[id], currency),
  tone: (i) => negative(i[id]),
});

/** Invoices are issued in the currency of the company, so it stands in the header. */
export const columns = (currency: string): readonly Column<InvoiceRow>[] => [
  { id: 'number', title: t('number'), width: 150, sort: 'number', text: (i) => i.number, link: (i) => `/invoices/${i.id}` },
  { id: 'issuedOn', title: t('issued'), width: 110, sort: 'issuedOn', text: (i) => day(i.issuedOn) },
  { id: 'kind', title: t('what'), width: 170, text: (i) => words(i.kind) + (i.creditKind === null ? '' : `, ${i.creditKind}`) },
  { id: 'order', title: t('order'), width: 140, text: (i) => i.order, link: (i) => recordPath(i.orderId ?? '') },
  { id: 'party', title: t('party'), grow: true, text: (i) => i.party, link: (i) => recordPath(i.partyId) },
  amount('net', currency),
  amount('tax', currency),
  amount('total', currency),
];
