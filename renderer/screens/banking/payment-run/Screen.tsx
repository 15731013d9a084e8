import { Detail } from '../../../kit/detail/Detail.tsx';
import { History } from '../../../kit/detail/History.tsx';
import { day, moment, money, words } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import type { ScreenProps } from '../../../kit/screen.ts';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { actionsOf } from './actions.ts';
import { lineColumns, type Run, transferColumns } from './columns.ts';
import { Download } from './Download.tsx';
import { t } from './text.ts';

/** One payment run: whom it pays and what, who made and approved it, its file, and what came of each payment. */
export default function PaymentRunScreen({ params }: ScreenProps) {
  const { output, failure, again } = useAsk('banking.getPaymentRun', { runId: params['id'] ?? '' });
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  return <RunPage run={output} />;
}

const TONES = { draft: 'warn', approved: 'warn', sent: 'good', cancelled: 'quiet' } as const;
const toneOf = (state: string) => (state in TONES ? TONES[state as keyof typeof TONES] : 'quiet');

function RunPage({ run }: { readonly run: Run }) {
  const today = useAsk('engine.status', {}).output?.today ?? '';
  const policies = useAsk('company.getCompany', {}).output?.policies;
  const approvesOwn = policies?.['paymentApproval'] === 'anybody';
  const lines = `/payment-runs/${run.id}?tab=lines`;
  const by = (name: string | null, at: string | null) => t('by', { name: name ?? '', at: at === null ? '' : moment(at) });
  return (
    <Detail
      actions={actionsOf(run, today, approvesOwn)}
      amounts={[
        {
          name: t('total', { currency: run.currency }),
          value: money(run.total, run.currency),
          path: `/payment-runs/${run.id}?tab=transfers`,
        },
        ...(run.discount === 0
          ? []
          : [{ name: t('discount', { currency: run.currency }), value: money(run.discount, run.currency), path: lines }]),
      ]}
      crumb={{ title: t('crumb'), path: '/payment-runs' }}
      facts={[
        { name: t('payOn'), value: day(run.payOn) },
        { name: t('account'), value: run.bankAccountName, path: `/bank-accounts/${run.bankAccountId}` },
        { name: t('file'), value: words(run.format) },
        { name: t('made'), value: by(run.makerName, run.madeAt) },
        ...(run.approverName === null ? [] : [{ name: t('approved'), value: by(run.approverName, run.approvedAt) }]),
        ...(run.sentAt === null ? [] : [{ name: t('sent'), value: moment(run.sentAt) }]),
      ]}
      notice={
        <>
          {run.state === 'draft' && run.mine && !approvesOwn ? <p className="notice">{t('waitsForOther')}</p> : null}
          {run.state === 'sent' ? (
            <p>
              <Download runId={run.id} />
            </p>
          ) : null}
        </>
      }
      state={{ word: words(run.state), tone: toneOf(run.state) }}
      tabs={[
        {
          id: 'transfers',
          title: t('transfers'),
          count: run.rows.length,
          body: () => (
            <Table
              columns={transferColumns(run.currency)}
              empty={t('noTransfer')}
              label={t('transfers')}
              rowId={(r) => String(r.lineNo)}
              rows={run.rows}
            />
          ),
        },
        {
          id: 'lines',
          title: t('lines'),
          count: run.lines.length,
          body: () => (
            <Table
              columns={lineColumns(run.currency)}
              empty={t('noLine')}
              label={t('lines')}
              rowId={(l) => String(l.lineNo)}
              rows={run.lines}
            />
          ),
        },
        { id: 'history', title: t('history'), body: () => <History id={run.id} table="payment_run" /> },
      ]}
      title={run.number}
    />
  );
}
