import { words } from '../../../kit/format.ts';
import type { ListColumn } from '../../../kit/grid/list-source.ts';
import { t } from './text.ts';

/** Where one meaning is shown and changed. */
export const pathOf = (m: { readonly channelId: string; readonly sku: string }): string =>
  `/sku-meanings/${m.channelId}/${encodeURIComponent(m.sku)}`;

export const columns: readonly ListColumn<'channels.skuMeanings'>[] = [
  { id: 'sku', title: t('sku'), width: 200, sort: 'sku', filter: { by: 'sku', kind: 'text' }, text: (m) => m.sku, link: pathOf },
  {
    id: 'channelName',
    title: t('channel'),
    width: 160,
    filter: { by: 'channelId', kind: 'set', named: true },
    text: (m) => m.channelName,
    link: (m) => `/channels/${m.channelId}`,
  },
  {
    id: 'itemSku',
    title: t('item'),
    width: 180,
    text: (m) => m.itemSku ?? '',
    link: (m) => (m.itemId === null ? undefined : `/products/${m.itemId}`),
  },
  { id: 'pack', title: t('pack'), width: 100, text: (m) => m.pack ?? '' },
  { id: 'itemTitle', title: t('itemTitle'), grow: true, text: (m) => m.itemTitle ?? '' },
  {
    id: 'charge',
    title: t('charge'),
    width: 180,
    filter: { by: 'charge', kind: 'set' },
    text: (m) => (m.charge === null ? '' : words(m.charge)),
  },
];
