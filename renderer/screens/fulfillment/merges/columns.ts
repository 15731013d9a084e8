import type { Column } from '../../../kit/column.ts';
import { count, day, money, words } from '../../../kit/format.ts';
import { withQuery } from '../../../kit/route.ts';
import type { Member, Merge, Suggestion } from './store.ts';
import { keyOf } from './store.ts';
import { t } from './text.ts';

type Group = Suggestion | Merge;

const some = (amount: number, currency: string) => (amount === 0 ? '' : money(amount, currency));

const rest = <G extends Group>(): readonly Column<G>[] => [
  { id: 'channel', title: t('channel'), width: 130, text: (g) => g.channelName ?? '' },
  { id: 'address', title: t('address'), width: 250, text: (g) => `${g.address || t('kept')}, ${g.country}`, hint: (g) => g.address },
  { id: 'orders', title: t('orders'), width: 75, numeric: true, text: (g) => count(g.orders.length) },
  { id: 'promised', title: t('promised'), width: 105, text: (g) => (g.promisedOn === null ? '' : day(g.promisedOn)) },
  { id: 'deposit', title: t('deposit'), width: 100, numeric: true, text: (g) => some(g.deposit, g.currency) },
  { id: 'total', title: t('total'), width: 110, numeric: true, text: (g) => money(g.total, g.currency) },
];

/** A group leads to its orders below. */
export const suggestionColumns: readonly Column<Suggestion>[] = [
  { id: 'customer', title: t('customer'), grow: true, text: (g) => g.partyName, link: (g) => withQuery('/merges', { at: keyOf(g) }) },
  ...rest<Suggestion>(),
];

export const mergeColumns: readonly Column<Merge>[] = [
  { id: 'number', title: t('number'), width: 140, text: (g) => g.number, link: (g) => withQuery('/merges', { at: g.id }) },
  { id: 'customer', title: t('customer'), grow: true, text: (g) => g.partyName },
  ...rest<Merge>(),
];

export const memberColumns = (currency: string): readonly Column<Member>[] => [
  { id: 'order', title: t('order'), width: 150, text: (o) => o.number, link: (o) => `/orders/${o.orderId}` },
  { id: 'channelNumber', title: t('channelNumber'), grow: true, text: (o) => o.externalId ?? '' },
  { id: 'ordered', title: t('ordered'), width: 105, text: (o) => day(o.orderedOn) },
  { id: 'promised', title: t('promised'), width: 105, text: (o) => (o.promisedOn === null ? '' : day(o.promisedOn)) },
  { id: 'state', title: t('state'), width: 110, text: (o) => words(o.state) },
  { id: 'lines', title: t('lines'), width: 70, numeric: true, text: (o) => count(o.lines) },
  { id: 'deposit', title: t('deposit'), width: 100, numeric: true, text: (o) => some(o.deposit, currency) },
  { id: 'total', title: t('total'), width: 110, numeric: true, text: (o) => money(o.total, currency) },
];
