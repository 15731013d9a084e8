import { useMemo } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { money } from '../../../kit/format.ts';
import { List } from '../../../kit/grid/List.tsx';
import { FailureNote } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { areaColumns, columns } from './columns.ts';
import { type AreaRow, presets, useStockValueView, useValueDay } from './store.ts';
import { t } from './text.ts';

const sumOf = (rows: readonly AreaRow[]): AreaRow =>
  rows.reduce((sum, a) => ({ ...sum, value: sum.value + a.value, books: sum.books + a.books, gap: sum.gap + a.gap }), {
    areaId: '',
    accountId: '',
    code: '',
    name: t('all'),
    value: 0,
    books: 0,
    gap: 0,
  });

/** What stock was worth at the end of any day, by product and area, beside the accounts that carry it. */
export default function StockValue() {
  const currency = useCurrency();
  const { on } = useValueDay();
  const given = useMemo(() => (on === '' ? {} : { on }), [on]);
  const { output, failure, again } = useAsk('inventory.valueByArea', given);
  const columnsHere = useMemo(() => columns(currency), [currency]);
  return (
    <Page
      actions={
        <label>
          {t('through')}{' '}
          <input onChange={(e) => useValueDay.setState({ on: e.currentTarget.value })} title={t('today')} type="date" value={on} />
        </label>
      }
      fill
      title={t('title')}
    >
      {failure ? <FailureNote again={again} failure={failure} /> : null}
      {output ? (
        <Table
          columns={areaColumns(currency, on)}
          empty={t('noAreas')}
          label={t('areas')}
          rowId={(a) => a.areaId}
          rows={output.rows}
          total={sumOf(output.rows)}
        />
      ) : null}
      <List
        columns={columnsHere}
        empty={t('empty')}
        foot={({ value }) => t('foot', { sum: money(value, currency), currency })}
        given={given}
        label={t('title')}
        list="inventory.stockValues"
        open={(s) => `/items/${s.itemId}`}
        presets={presets}
        rowId={(s) => `${s.itemId} ${s.areaId}`}
        view={useStockValueView}
      />
    </Page>
  );
}
