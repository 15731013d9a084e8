import { NO_LAST_DAY } from '../../../../preload/contract/lots.ts';
import { count, day, words } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { t } from './text.ts';

const TONE: Readonly<Record<string, 'good' | 'bad' | 'warn'>> = { ok: 'good', blocked: 'bad', expired: 'warn' };

export const columns: readonly ListColumn<'inventory.lots'>[] = [
  {
    id: 'code',
    title: t('code'),
    width: 170,
    sort: 'code',
    filter: { by: 'code', kind: 'text' },
    text: (l) => l.code,
    link: (l) => `/lots/${l.id}`,
  },
  {
    id: 'sku',
    title: t('sku'),
    width: 160,
    filter: { by: 'sku', kind: 'text' },
    text: (l) => l.sku,
    link: (l) => `/items/${l.itemId}?tab=lots`,
  },
  { id: 'title', title: t('item'), grow: true, text: (l) => l.title },
  {
    id: 'state',
    title: t('state'),
    width: 110,
    filter: { by: 'state', kind: 'set' },
    text: (l) => words(l.state),
    tone: (l) => TONE[l.state] ?? 'good',
    dot: true,
  },
  { id: 'expiresOn', title: t('expires'), width: 115, text: (l) => (l.expiresOn === null ? '' : day(l.expiresOn)) },
  { id: 'bestBeforeOn', title: t('bestBefore'), width: 115, text: (l) => (l.bestBeforeOn === null ? '' : day(l.bestBeforeOn)) },
  {
    id: 'soldUntil',
    title: t('soldUntil'),
    width: 125,
    sort: 'soldUntil',
    filter: { by: 'soldUntil', kind: 'day' },
    text: (l) => (l.soldUntil === NO_LAST_DAY ? t('noEnd') : day(l.soldUntil)),
    tone: (l) => (l.soldUntil === NO_LAST_DAY ? 'quiet' : undefined),
    hint: () => t('soldUntilHint'),
  },
  { id: 'onHand', title: t('onHand'), width: 100, numeric: true, text: (l) => (l.onHand === 0 ? '' : count(l.onHand)) },
];
