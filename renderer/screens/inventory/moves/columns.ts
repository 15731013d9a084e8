import type { Column } from '../../../kit/column.ts';
import { count, day, moment, money, words } from '../../../kit/format.ts';
import { recordPath } from '../../../kit/record.ts';
import type { MoveRow } from './store.ts';
import { t } from './text.ts';

export const columns = (currency: string): readonly Column<MoveRow>[] => [
  { id: 'on', title: t('on'), width: 105, text: (m) => day(m.effectiveOn), hint: (m) => moment(m.effectiveAt) },
  { id: 'sku', title: t('sku'), width: 150, text: (m) => m.sku, link: (m) => `/items/${m.itemId}` },
  { id: 'from', title: t('from'), width: 150, text: (m) => m.fromCode },
  { id: 'to', title: t('to'), width: 150, text: (m) => m.toCode },
  { id: 'by', title: t('by'), grow: true, text: (m) => m.source, link: (m) => recordPath(m.sourceId) },
  { id: 'reason', title: t('reason'), width: 140, text: (m) => (m.reasonCode === null ? '' : words(m.reasonCode)) },
  { id: 'qty', title: t('qty'), width: 90, numeric: true, text: (m) => count(m.qty) },
  {
    id: 'value',
    title: t('value', { currency }),
    width: 115,
    numeric: true,
    text: (m) => (m.value === null ? '' : money(m.value, currency)),
    link: (m) => `/items/${m.itemId}?tab=why&move=${m.moveId}`,
  },
];
