import { type Column, negative } from '../../../kit/column.ts';
import { day, money, words } from '../../../kit/format.ts';
import { recordPath } from '../../../kit/record.ts';
import type { InvoiceRow, ItemRow, OrderRow, PaymentRow } from './store.ts';
import { t } from './text.ts';

export const orderColumns = (currency: string): readonly Column<OrderRow>[] => [
  { id: 'number', title: t('order'), width: 160, text: (o) => o.number, link: (o) => `/orders/${o.id}` },
  { id: 'orderedOn', title: t('ordered'), width: 110, text: (o) => day(o.orderedOn) },
  { id: 'state', title: t('state'), grow: true, text: (o) => words(o.state) },
  { id: 'total', title: t('total', { currency }), width: 140, numeric: true, text: (o) => money(o.total, currency) },
];

export const invoiceColumns = (currency: string): readonly Column<InvoiceRow>[] => [
  { id: 'number', title: t('document'), width: 160, text: (i) => i.number, link: (i) => `/invoices/${i.id}` },
  { id: 'issuedOn', title: t('issued'), width: 110, text: (i) => day(i.issuedOn) },
  { id: 'kind', title: t('kind'), grow: true, text: (i) => words(i.kind) },
  {
    id: 'total',
    title: t('total', { currency }),
    width: 140,
    numeric: true,
    text: (i) => money(i.total, currency),
    tone: (i) => negative(i.total),
  },
];

export const itemColumns = (currency: string): readonly Column<ItemRow>[] => [
  {
    id: 'item',
    title: t('document'),
    grow: true,
    text: (i) => i.itemName ?? i.itemKey,
    link: (i) => recordPath(i.itemKey),
  },
  { id: 'openedOn', title: t('opened'), width: 110, text: (i) => (i.itemKey === '' ? '' : day(i.openedOn)) },
  { id: 'dueOn', title: t('due'), width: 110, text: (i) => (i.dueOn === null ? '' : day(i.dueOn)) },
  {
    id: 'residual',
    title: t('open', { currency }),
    width: 140,
    numeric: true,
    text: (i) => money(i.residual, currency),
    tone: (i) => negative(i.residual),
  },
];

export const paymentColumns = (currency: string): readonly Column<PaymentRow>[] => [
  { id: 'number', title: t('payment'), width: 160, text: (p) => p.number, link: (p) => `/journal-entries/${p.entryId}` },
  { id: 'paidOn', title: t('paid'), width: 110, text: (p) => day(p.paidOn) },
  { id: 'kind', title: t('kind'), grow: true, text: (p) => words(p.kind) },
  { id: 'amount', title: t('amount', { currency }), width: 140, numeric: true, text: (p) => money(p.amount, p.currency) },
];
