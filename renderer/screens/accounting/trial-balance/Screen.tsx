import { useMemo } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { CompareWith } from '../../../kit/compare/CompareWith.tsx';
import { ExportReport } from '../../../kit/export/ExportReport.tsx';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { columns } from './columns.ts';
import { reportOf } from './report.ts';
import { type BalanceRow, useTrialBalanceView } from './store.ts';
import { t } from './text.ts';

/** Opening balance, turnover and balance per account; the last line shows that they sum to nought. */
export default function TrialBalance() {
  const view = useTrialBalanceView();
  const currency = useCurrency();
  const today = useAsk('engine.status', {}).output?.today;
  const on = view.on || today;
  const { output, failure, again } = useAsk(
    'accounting.trialBalance',
    on ? { on, ...(view.from ? { from: view.from } : {}), ...(view.compare ? { compare: view.compare } : {}) } : undefined,
  );
  const columnsHere = useMemo(
    () => columns(currency, { from: view.from, to: on ?? '' }, output?.comparedOn),
    [currency, view.from, on, output?.comparedOn],
  );
  const rows = useMemo<readonly BalanceRow[]>(
    () =>
      (output?.rows ?? []).filter(
        (r) => view.unused || r.opening !== 0 || r.debit !== 0 || r.credit !== 0 || r.balance !== 0 || r.compared,
      ),
    [output, view.unused],
  );
  return (
    <Page
      beside={
        <>
          <label>
            {t('from')}{' '}
            <input max={on} onChange={(e) => useTrialBalanceView.setState({ from: e.currentTarget.value })} type="date" value={view.from} />
          </label>
          <label>
            {t('through')}{' '}
            <input onChange={(e) => useTrialBalanceView.setState({ on: e.currentTarget.value })} type="date" value={on ?? ''} />
          </label>
          <CompareWith choose={(compare) => useTrialBalanceView.setState({ compare })} value={view.compare} />
          <label>
            <input
              checked={view.unused}
              onChange={(e) => useTrialBalanceView.setState({ unused: e.currentTarget.checked })}
              type="checkbox"
            />{' '}
            {t('unused')}
          </label>
          <span className="quiet">{t('sign', { currency })}</span>
        </>
      }
      actions={on && output ? <ExportReport question={reportOf(view, on, output.comparedOn)} /> : null}
      title={t('title')}
    >
      {failure && !output ? <FailureNote again={again} failure={failure} /> : null}
      {output ? (
        <Table
          columns={columnsHere}
          empty={t('empty')}
          label={t('title')}
          rowId={(r) => r.accountId}
          rows={rows}
          total={{ accountId: 'total', code: '', name: t('total'), type: '', ...output.total }}
        />
      ) : failure ? null : (
        <Waiting />
      )}
    </Page>
  );
}
