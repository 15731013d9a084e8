import { type Column, negative, type Tone } from '../../../kit/column.ts';
import { count, money, price, rate } from '../../../kit/format.ts';
import type { Quote, QuoteLine, QuoteVersion } from './store.ts';
import { t } from './text.ts';

export const QUOTE_TONES: Readonly<Record<Quote['state'], Tone>> = { draft: 'quiet', sent: 'warn', accepted: 'good', declined: 'quiet' };

/** Where a price came from that no person named. */
const sourceOf = (l: QuoteLine): string =>
  l.priceBasis === null ? '' : l.priceListName === null ? t('priceOfItem') : t('priceOfList', { list: l.priceListName });

const given = (l: QuoteLine, currency: string): string =>
  [l.discountPpm === 0 ? '' : rate(l.discountPpm), l.discount === 0 ? '' : money(l.discount, currency)]
    .filter((part) => part !== '')
    .join(' + ');

export const lineColumns = (currency: string): readonly Column<QuoteLine>[] => [
  { id: 'lineNo', title: t('lineNo'), width: 40, text: (l) => String(l.lineNo) },
  { id: 'sku', title: t('sku'), width: 120, text: (l) => l.sku, link: (l) => (l.itemId === null ? undefined : `/items/${l.itemId}`) },
  { id: 'title', title: t('description'), grow: true, text: (l) => l.title },
  { id: 'qty', title: t('qty'), width: 110, numeric: true, text: (l) => `${count(l.qty)} ${l.pack ?? ''}`.trim() },
  {
    id: 'price',
    title: t('price'),
    width: 100,
    numeric: true,
    text: (l) => price(l.unitPriceMicros, currency),
    hint: sourceOf,
    link: (l) => (l.priceListId === null ? undefined : `/price-lists/${l.priceListId}`),
  },
  { id: 'discount', title: t('discount'), width: 110, numeric: true, text: (l) => given(l, currency) },
  { id: 'net', title: t('net'), width: 110, numeric: true, text: (l) => money(l.net, currency), tone: (l) => negative(l.net) },
  { id: 'tax', title: t('tax'), width: 90, numeric: true, text: (l) => money(l.tax, currency) },
  { id: 'total', title: t('total'), width: 110, numeric: true, text: (l) => money(l.total, currency), tone: (l) => negative(l.total) },
];

export const versionColumns = (id: string, currency: string): readonly Column<QuoteVersion>[] => [
  { id: 'version', title: t('version'), grow: true, text: (v) => count(v.version), link: (v) => `/quotes/${id}?version=${v.version}` },
  { id: 'lines', title: t('lines'), width: 90, numeric: true, text: (v) => count(v.lines) },
  { id: 'net', title: t('net'), width: 120, numeric: true, text: (v) => money(v.net, currency) },
  { id: 'tax', title: t('tax'), width: 120, numeric: true, text: (v) => money(v.tax, currency) },
  { id: 'total', title: t('total'), width: 120, numeric: true, text: (v) => money(v.total, currency) },
];
