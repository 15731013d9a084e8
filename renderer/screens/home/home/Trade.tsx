import { useMemo } from 'react';
import { DayBars } from '../../../kit/chart/DayBars.tsx';
import { day } from '../../../kit/format.ts';
import { withQuery } from '../../../kit/route.ts';
import { Table } from '../../../kit/Table.tsx';
import { type TradeRow, tradeColumns } from './columns.ts';
import { type Kpis, summed, type TradeDay } from './store.ts';
import { t } from './text.ts';

const rowsOn = (on: string) => withQuery('/figures/margin', { from: on, to: on });

/** Revenue and margin by day as bars and as a table, and by channel. */
export function Trade({ days, kpis }: { readonly days: readonly TradeDay[]; readonly kpis: Kpis }) {
  const { currency, from, to, channels } = kpis;
  const byDay = useMemo(() => summed(days, (d) => d.on), [days]);
  const byChannel = useMemo(() => summed(days, (d) => d.channelId ?? ''), [days]);
  const daily = byDay.map((d): TradeRow => ({ ...d, name: day(d.key), path: rowsOn(d.key) }));
  const perChannel = byChannel.map(
    (c): TradeRow => ({
      ...c,
      name: channels.find((one) => one.id === c.key)?.name ?? t('by-hand'),
      // No filter asks for what belongs to no channel.
      path: c.key === '' ? undefined : withQuery('/figures/margin', { from, to, channelId: c.key }),
    }),
  );
  return (
    <section>
      <h2>{t('chart')}</h2>
      {byDay.length === 0 ? (
        <p className="quiet">{t('no-sales')}</p>
      ) : (
        <>
          <DayBars
            bars={byDay.map((d) => ({ on: d.key, whole: d.revenue, part: d.margin }))}
            currency={currency}
            label={t('chart')}
            open={(bar) => rowsOn(bar.on)}
            part={t('part')}
            whole={t('whole')}
          />
          <details>
            <summary>{t('table')}</summary>
            <Table columns={tradeColumns(t('day'), currency)} empty="" label={t('chart')} rowId={(r) => r.key} rows={daily} />
          </details>
          <h2>{t('channels')}</h2>
          <Table columns={tradeColumns(t('channel'), currency)} empty="" label={t('channels')} rowId={(r) => r.key} rows={perChannel} />
        </>
      )}
    </section>
  );
}
