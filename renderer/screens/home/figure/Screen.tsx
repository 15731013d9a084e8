import { useCallback, useMemo } from 'react';
import { FIGURES } from '../../../../preload/contract/insight.ts';
import { ask } from '../../../client/ask.ts';
import { useCurrency } from '../../../client/connection.ts';
import { type Column, negative } from '../../../kit/column.ts';
import { count, day, money } from '../../../kit/format.ts';
import { Grid, type Load } from '../../../kit/Grid.tsx';
import { EmptyNote, FailureNote } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { useQuery } from '../../../kit/route.ts';
import type { ScreenProps } from '../../../kit/screen.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { type FigureName, type FigureRow, useRowsView } from './store.ts';
import { t } from './text.ts';

/** The rows a figure is the sum of, and their sum. */
export default function FigureRows({ params }: ScreenProps) {
  const name = FIGURES.find((f) => f === params['figure']);
  return name ? <Rows figure={name} /> : <EmptyNote title={t('unknown')}>{t('look')}</EmptyNote>;
}

function Rows({ figure }: { readonly figure: FigureName }) {
  const view = useRowsView();
  const currency = useCurrency();
  const [from, to, channelId, warehouseId] = [useQuery('from'), useQuery('to'), useQuery('channelId'), useQuery('warehouseId')];
  const filter = useMemo(
    () => ({
      figure,
      ...(from ? { from } : {}),
      ...(to ? { to } : {}),
      ...(channelId ? { channelId } : {}),
      ...(warehouseId ? { warehouseId } : {}),
    }),
    [figure, from, to, channelId, warehouseId],
  );
  const { output, failure, again } = useAsk('insight.rows', { ...filter, limit: 1 });
  const isMoney = output?.unit === 'money';
  const written = useCallback((value: number) => (isMoney ? money(value, currency) : count(value)), [isMoney, currency]);
  const columns = useMemo(
    (): readonly Column<FigureRow>[] => [
      { id: 'label', title: t('label'), width: 170, text: (r) => r.label, link: (r) => r.path ?? undefined },
      { id: 'detail', title: t('detail'), grow: true, text: (r) => r.detail },
      { id: 'on', title: t('day'), width: 110, text: (r) => (r.on === null ? '' : day(r.on)) },
      {
        id: 'value',
        title: isMoney ? t('value-money', { currency }) : t('value'),
        width: 130,
        numeric: true,
        text: (r) => written(r.value),
        tone: (r) => negative(r.value),
      },
    ],
    [isMoney, currency, written],
  );
  const load = useCallback<Load<FigureRow>>(
    async (offset, limit) => (await ask('insight.rows', { ...filter, offset, limit })).output,
    [filter],
  );
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  return (
    <Page
      beside={from && to ? <span className="quiet">{t('period', { from: day(from), to: day(to) })}</span> : null}
      fill
      title={t(figure)}
    >
      <Grid
        columns={columns}
        empty={t('empty')}
        foot={output && t('sum', { sum: written(output.sum) })}
        keep={useRowsView.setState}
        label={t(figure)}
        load={load}
        open={(r) => r.path ?? undefined}
        rowId={(r) => r.id}
        total={output?.count}
        view={view}
      />
    </Page>
  );
}
