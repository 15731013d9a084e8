import type { OutputOf } from '../../../client/operations.ts';
import type { Column } from '../../../kit/column.ts';
import { count, rate } from '../../../kit/format.ts';
import { withQuery } from '../../../kit/route.ts';
import { t } from './text.ts';

export type Terms = OutputOf<'accounting.listPaymentTerms'>['rows'][number];

const partWords = ({ share, basis, days }: Terms['parts'][number], only: boolean): string => {
  const of = share === null ? (only ? t('all') : t('rest')) : rate(share);
  return days === 0 ? t(`onDay-${basis}`, { share: of }) : t(`after-${basis}`, { share: of, count: days });
};

/** The code leads to where the terms are changed. */
export const termColumns: readonly Column<Terms>[] = [
  {
    id: 'code',
    title: t('code'),
    width: 130,
    text: (x) => x.code,
    link: (x) => withQuery('/payment-terms', { change: x.code }),
  },
  { id: 'name', title: t('name'), width: 220, text: (x) => x.name },
  { id: 'parts', title: t('parts'), grow: true, text: (x) => x.parts.map((p) => partWords(p, x.parts.length === 1)).join(', ') },
  {
    id: 'discount',
    title: t('discount'),
    width: 210,
    text: (x) => (x.discount === null ? '' : t('early', { share: rate(x.discount.share), count: x.discount.days })),
  },
  { id: 'parties', title: t('parties'), width: 110, numeric: true, text: (x) => count(x.parties) },
  { id: 'active', title: t('inUse'), width: 80, text: (x) => t(x.active ? 'yes' : 'no') },
];
