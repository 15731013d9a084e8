import { type ReactNode, useMemo } from 'react';
import { Bars } from '../../../kit/chart/Bars.tsx';
import type { Bar } from '../../../kit/chart/scale.ts';
import { Tabs } from '../../../kit/Filter.tsx';
import { day, shortDay } from '../../../kit/format.ts';
import { setQuery, usePath, withQuery } from '../../../kit/route.ts';
import { Table } from '../../../kit/Table.tsx';
import { type TradeRow, tradeColumns } from './columns.ts';
import { channelsOf, daysFrom, type Kpis, type Sold, SPANS, type Span, summed, type TradeDay, useTrade } from './store.ts';
import { t } from './text.ts';

const rowsOn = (on: string) => withQuery('/figures/margin', { from: on, to: on });
/** Revenue and margin by day and by channel: as bars or as a table, and what each channel brought. */
export function Trade(props: {
  readonly days: readonly TradeDay[];
  readonly kpis: Kpis;
  readonly span: Span;
  /** The figures of the whole period. */
  readonly children: ReactNode;
}) {
  const { days, kpis, span } = props;
  const { currency, from, to } = kpis;
  const { by, shape } = useTrade();
  const path = usePath();
  const channels = useMemo(() => channelsOf(days, kpis.channels), [days, kpis.channels]);
  const byDay = useMemo(() => summed(days, (d) => d.on), [days]);
  const all = useMemo(() => [...summed(days, () => '').values()][0], [days]);
  const calendar = useMemo(() => daysFrom(from, to), [from, to]);

  const bar = (on: string, values: readonly number[]): Bar => ({ key: on, name: day(on), short: shortDay(on), path: rowsOn(on), values });
  const bars = useMemo(() => {
    if (by === 'day') return calendar.map((on) => bar(on, [byDay.get(on)?.revenue ?? 0, byDay.get(on)?.margin ?? 0]));
    const sold = summed(days, (d) => `${d.on} ${channels.find((c) => c.has(d.channelId))?.key ?? ''}`);
    return calendar.map((on) =>
      bar(
        on,
        channels.map((c) => sold.get(`${on} ${c.key}`)?.revenue ?? 0),
      ),
    );
  }, [by, calendar, byDay, days, channels]);

  const row = (key: string, name: string, path_: string | undefined, sold: Sold): TradeRow => ({ key, name, path: path_, ...sold });
  const daily = [...byDay].map(([on, sold]) => row(on, day(on), rowsOn(on), sold));
  const perChannel = channels.map((c) =>
    // No filter asks for what belongs to no channel, or to several.
    row(c.key, c.name, c.id === undefined ? undefined : withQuery('/figures/margin', { from, to, channelId: c.id }), c.sold),
  );
  const series =
    by === 'day'
      ? [
          { name: t('whole'), colour: 'series-whole' },
          { name: t('part'), colour: 'series-1' },
        ]
      : channels.map(({ name, colour }) => ({ name, colour }));
  return (
    <section aria-label={t('chart')}>
      <header className="section-head">
        <h2>
          {t('chart')}, {t('period', { from: day(from), to: day(to) })}
        </h2>
        <Tabs
          choose={(next) => useTrade.setState({ by: next })}
          label={t('split')}
          options={(['day', 'channel'] as const).map((value) => ({ value, text: t(`by-${value}`) }))}
          value={by}
        />
        <Tabs
          choose={(next) => setQuery(path, { days: next })}
          label={t('span')}
          options={SPANS.map((value) => ({ value, text: t('days', { count: Number(value) }) }))}
          value={span}
        />
        <Tabs
          choose={(next) => useTrade.setState({ shape: next })}
          label={t('shape')}
          options={(['bars', 'table'] as const).map((value) => ({ value, text: t(`as-${value}`) }))}
          value={shape}
        />
      </header>
      {all === undefined ? (
        <p className="quiet">{t('no-sales')}</p>
      ) : (
        <div className="beside">
          <div>
            {shape === 'bars' ? (
              <Bars bars={bars} currency={currency} label={t('chart')} layout={by === 'day' ? 'over' : 'stacked'} series={series} />
            ) : (
              <Table columns={tradeColumns(t('day'), currency)} empty="" label={t('chart')} rowId={(r) => r.key} rows={daily} />
            )}
          </div>
          <div>
            <dl className="tiles">{props.children}</dl>
            <Table
              columns={tradeColumns(t('channel'), currency)}
              empty=""
              label={t('channels')}
              rowId={(r) => r.key}
              rows={perChannel}
              total={row('', t('sum'), undefined, all)}
            />
          </div>
        </div>
      )}
    </section>
  );
}
