import type { OutputOf } from '../../../client/operations.ts';
import { withQuery } from '../../../kit/route.ts';

export type Kpis = OutputOf<'insight.kpis'>;
export type Figure = Kpis['figures'][number];
export type TradeDay = NonNullable<Kpis['days']>[number];
export type Channel = OutputOf<'channels.listChannels'>['rows'][number];

/** One line of the money proof: the channel, and what it delivered against what became of it. */
export type MoneyRow = Channel & OutputOf<'channels.proveMoney'>;
export type ProofRow = OutputOf<'insight.proof'>['stock'][number];

/** Where the rows of a figure are. */
export const rowsOf = ({ figure, ...lens }: Figure['filter']): string => withQuery(`/figures/${figure}`, lens);

/** Revenue and margin of what belongs together: of a day over all channels, of a channel over all days. */
export function summed(days: readonly TradeDay[], keyOf: (row: TradeDay) => string): { key: string; revenue: number; margin: number }[] {
  const sums = new Map<string, { revenue: number; margin: number }>();
  for (const row of days) {
    const sum = sums.get(keyOf(row)) ?? { revenue: 0, margin: 0 };
    sums.set(keyOf(row), { revenue: sum.revenue + row.revenue, margin: sum.margin + row.margin });
  }
  return [...sums].map(([key, sum]) => ({ key, ...sum }));
}
