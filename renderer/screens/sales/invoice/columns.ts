import { type Column, negative } from '../../../kit/column.ts';
import { count, day, money, words } from '../../../kit/format.ts';
import { type Names, recordPath, sourceWords } from '../../../kit/record.ts';
import type { CreditNote, Instalment, InvoiceLine, InvoiceTax, Settlement } from './store.ts';
import { t } from './text.ts';

const amount = <Row extends { readonly net: number; readonly tax: number; readonly total: number }>(
  id: 'net' | 'tax' | 'total',
  currency: string,
): Column<Row> => ({
  id,
  title: t(id),
  width: 110,
  numeric: true,
  text: (row) => money(row[id], currency),
  tone: (row) => negative(row[id]),
});

export const lineColumns = (currency: string): readonly Column<InvoiceLine>[] => [
  { id: 'lineNo', title: t('line'), width: 40, text: (l) => String(l.lineNo) },
  { id: 'title', title: t('title'), grow: true, text: (l) => l.title },
  { id: 'qty', title: t('qty'), width: 90, numeric: true, text: (l) => count(l.qty), tone: (l) => negative(l.qty) },
  { id: 'code', title: t('code'), width: 100, text: (l) => l.taxCode ?? t('noCode') },
  { id: 'role', title: t('posts'), width: 150, text: (l) => words(l.revenueRole) },
  amount('net', currency),
  amount('tax', currency),
  amount('total', currency),
];

export const taxColumns = (currency: string): readonly Column<InvoiceTax>[] => [
  { id: 'code', title: t('code'), grow: true, text: (x) => x.taxCode ?? t('noCode') },
  { id: 'net', title: t('net'), width: 130, numeric: true, text: (x) => money(x.net, currency), tone: (x) => negative(x.net) },
  { id: 'tax', title: t('tax'), width: 130, numeric: true, text: (x) => money(x.tax, currency), tone: (x) => negative(x.tax) },
];

export const settlementColumns = (currency: string, names: Names): readonly Column<Settlement>[] => [
  { id: 'postedOn', title: t('posted'), width: 110, text: (l) => day(l.postedOn) },
  { id: 'entry', title: t('entry'), width: 160, text: (l) => l.number, link: (l) => `/journal-entries/${l.entryId}` },
  { id: 'source', title: t('source'), grow: true, text: (l) => sourceWords(l, names), link: (l) => recordPath(l.sourceId) },
  {
    id: 'amount',
    title: t('amount', { currency }),
    width: 140,
    numeric: true,
    text: (l) => money(l.amount, currency),
    tone: (l) => negative(l.amount),
  },
  {
    id: 'balance',
    title: t('left', { currency }),
    width: 160,
    numeric: true,
    text: (l) => money(l.balance, currency),
    tone: (l) => negative(l.balance),
  },
];

export const noteColumns = (currency: string): readonly Column<CreditNote>[] => [
  { id: 'number', title: t('document'), width: 150, text: (i) => i.number, link: (i) => `/invoices/${i.id}` },
  { id: 'issuedOn', title: t('issued'), width: 110, text: (i) => day(i.issuedOn) },
  { id: 'kind', title: t('kind'), grow: true, text: (i) => words(i.creditKind ?? i.kind) },
  amount('net', currency),
  amount('tax', currency),
  amount('total', currency),
];

/** The parts it falls due in; what is paid settles the earliest first. */
export const instalmentColumns = (currency: string): readonly Column<Instalment>[] => [
  { id: 'dueOn', title: t('due'), grow: true, text: (p) => day(p.dueOn) },
  { id: 'amount', title: t('instalment', { currency }), width: 160, numeric: true, text: (p) => money(p.amount, currency) },
  { id: 'open', title: t('openOfPart', { currency }), width: 160, numeric: true, text: (p) => money(p.open, currency) },
];
