import { MARGIN_KEYS, type MarginKey } from '../../../../preload/contract/insight-margins.ts';
import type { InputOf, OutputOf } from '../../../client/operations.ts';
import { gridView } from '../../../kit/grid-view.ts';
import { withQuery } from '../../../kit/route.ts';

export type Asked = Omit<InputOf<'insight.margins'>, 'offset' | 'limit' | 'sort' | 'direction'>;
export type MarginRow = OutputOf<'insight.margins'>['rows'][number];

/** Parts of the sales that can be looked at alone, as the question and the address call them. */
export const PARTS = ['channelId', 'categoryId', 'itemId', 'partyId', 'orderId'] as const;

export const keyNamed = (text: string | undefined): MarginKey => MARGIN_KEYS.find((k) => k === text) ?? 'channel';

/** What the rows of a part are told by, and which part of the next question a row is. */
const INTO: Readonly<Partial<Record<MarginKey, readonly [by: MarginKey, part: (typeof PARTS)[number]]>>> = {
  channel: ['product', 'channelId'],
  category: ['product', 'categoryId'],
  product: ['order-line', 'itemId'],
  customer: ['order', 'partyId'],
};

/** Where a row leads: to what it is made of, an order to the order itself. */
export function pathOf(row: MarginRow, asked: Asked): string | undefined {
  if (row.orderId !== null) return `/orders/${row.orderId}`;
  const into = INTO[asked.by];
  if (!into || row.id === null) return undefined;
  const [by, part] = into;
  const parts = Object.fromEntries(PARTS.map((p) => [p, asked[p]]));
  return withQuery('/margins', { ...parts, from: asked.from, to: asked.to, by, [part]: row.id });
}

/** Order and place of the list. */
export const useMarginsView = gridView<null>(null);
