import { create } from 'zustand';
import { addDays } from '../../../../preload/contract/values/day.ts';
import type { OutputOf } from '../../../client/operations.ts';
import { withQuery } from '../../../kit/route.ts';
import { t } from './text.ts';

export type Kpis = OutputOf<'insight.kpis'>;
export type Figure = Kpis['figures'][number];
export type TradeDay = NonNullable<Kpis['days']>[number];
export type Channel = OutputOf<'channels.listChannels'>['rows'][number];

/** One line of the money proof: the channel, and what it delivered against what became of it. */
export type MoneyRow = Channel & OutputOf<'channels.proveMoney'>;
export type ProofRow = OutputOf<'insight.proof'>['stock'][number];

/** Days a person may look back over. */
export const SPANS = ['7', '30', '90'] as const;
export type Span = (typeof SPANS)[number];

/** How revenue and margin are looked at; the days stand in the address. */
export const useTrade = create<{ readonly by: 'day' | 'channel'; readonly shape: 'bars' | 'table' }>(() => ({ by: 'day', shape: 'bars' }));

/** Where the rows of a figure are. */
export const rowsOf = ({ figure, ...lens }: Figure['filter']): string => withQuery(`/figures/${figure}`, lens);

/** Every day from one to another, both included: a day without sales is a gap one should see. */
export function daysFrom(from: string, to: string): string[] {
  const days: string[] = [];
  for (let on = from; on <= to; on = addDays(on, 1)) days.push(on);
  return days;
}

export interface Sold {
  readonly revenue: number;
  readonly margin: number;
}

/** Revenue and margin of what belongs together: of a day over all channels, of a channel over all days. */
export function summed(days: readonly TradeDay[], keyOf: (row: TradeDay) => string): ReadonlyMap<string, Sold> {
  const sums = new Map<string, Sold>();
  for (const row of days) {
    const sum = sums.get(keyOf(row)) ?? { revenue: 0, margin: 0 };
    sums.set(keyOf(row), { revenue: sum.revenue + row.revenue, margin: sum.margin + row.margin });
  }
  return sums;
}

/** Colours that can be told apart; what sells less shares the last one. */
const COLOURS = 6;

/** A channel in the picture, the largest first; the smallest stand together where there are more than colours. */
export interface Seller {
  readonly key: string;
  readonly name: string;
  readonly colour: string;
  readonly id: string | undefined;
  readonly sold: Sold;
  readonly has: (channelId: string | null) => boolean;
}

export function channelsOf(days: readonly TradeDay[], names: Kpis['channels']): readonly Seller[] {
  const sold = [...summed(days, (d) => d.channelId ?? '')].sort(([, a], [, b]) => b.revenue - a.revenue);
  const alone = sold.length > COLOURS ? sold.slice(0, COLOURS - 1) : sold;
  const rest = sold.slice(alone.length);
  const sellers = alone.map(
    ([key, sum], i): Seller => ({
      key,
      name: names.find((one) => one.id === key)?.name ?? t('by-hand'),
      colour: `series-${i + 1}`,
      id: key === '' ? undefined : key,
      sold: sum,
      has: (channelId) => (channelId ?? '') === key,
    }),
  );
  if (rest.length === 0) return sellers;
  const others = new Set(rest.map(([key]) => key));
  const sum = rest.reduce((all, [, one]) => ({ revenue: all.revenue + one.revenue, margin: all.margin + one.margin }), {
    revenue: 0,
    margin: 0,
  });
  return [
    ...sellers,
    {
      key: 'others',
      name: t('others', { count: rest.length }),
      colour: `series-${COLOURS}`,
      id: undefined,
      sold: sum,
      has: (channelId) => others.has(channelId ?? ''),
    },
  ];
}
