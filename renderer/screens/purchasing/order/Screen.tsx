import { useCurrency } from '../../../client/connection.ts';
import type { Tone } from '../../../kit/column.ts';
import { Detail } from '../../../kit/detail/Detail.tsx';
import { History } from '../../../kit/detail/History.tsx';
import { day, money, words } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import type { ScreenProps } from '../../../kit/screen.ts';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { actionsOf } from './actions.ts';
import { billColumns, lineColumns, receiptColumns, returnColumns } from './columns.ts';
import { costActions } from './cost-actions.ts';
import type { Purchase } from './store.ts';
import { t } from './text.ts';

const TONES: Readonly<Record<string, Tone>> = { draft: 'quiet', confirmed: 'warn', done: 'good', cancelled: 'quiet' };

/** One purchase order: what was ordered, what came of it, and what was billed. */
export default function PurchaseOrder({ params }: ScreenProps) {
  const { output, failure, again } = useAsk('purchasing.getOrder', { orderId: params['id'] ?? '' });
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  return <PurchasePage of={output} />;
}

function PurchasePage({ of }: { readonly of: Purchase }) {
  const currency = useCurrency();
  const open = of.lines.reduce((sum, l) => sum + l.open, 0);
  const live = of.state === 'confirmed';
  const billable = (live || of.state === 'done') && of.lines.some((l) => l.billed < Math.max(l.qty, l.received));
  return (
    <Detail
      actions={of.state === 'draft' ? actionsOf(of) : [...costActions(of, currency), ...actionsOf(of)]}
      amounts={[
        { name: of.currency, value: money(of.net, of.currency), path: `/purchase-orders/${of.id}?tab=lines` },
        {
          name: of.currency === currency ? t('open') : t('openOf', { currency }),
          value: money(open, currency),
          hint: t('openHint'),
          path: `/purchase-orders/${of.id}?tab=lines`,
        },
      ]}
      crumb={{ title: t('orders'), path: '/purchase-orders' }}
      even={of.state !== 'draft'}
      facts={[
        { name: t('warehouse'), value: of.warehouseCode },
        { name: t('ordered'), value: day(of.orderedOn) },
        ...(of.expectedOn === null ? [] : [{ name: t('expected'), value: day(of.expectedOn) }]),
        ...(of.memo === '' ? [] : [{ name: t('memo'), value: of.memo }]),
        ...(of.state === 'draft' ? [{ name: t('next'), value: t('edit'), path: `/purchase-orders/${of.id}/edit` }] : []),
        ...(live ? [{ name: t('next'), value: t('receive'), path: `/purchase-orders/${of.id}/receive` }] : []),
        ...(billable ? [{ name: live ? '' : t('next'), value: t('bill'), path: `/purchase-orders/${of.id}/bill` }] : []),
      ]}
      party={<a href={`#/customers/${of.partyId}`}>{of.partyName}</a>}
      state={{ word: words(of.state), tone: TONES[of.state] ?? 'quiet' }}
      tabs={[
        {
          id: 'lines',
          title: t('lines'),
          count: of.lines.length,
          body: () => (
            <Table
              columns={lineColumns(currency, of.currency)}
              empty={t('noLine')}
              label={t('lines')}
              rowId={(l) => String(l.lineNo)}
              rows={of.lines}
            />
          ),
        },
        {
          id: 'receipts',
          title: t('receipts'),
          count: of.receipts.length,
          body: () => (
            <Table
              columns={receiptColumns(currency)}
              empty={t('noReceipt')}
              label={t('receipts')}
              rowId={(r) => `${r.receiptId} ${r.lineNo}`}
              rows={of.receipts}
            />
          ),
        },
        {
          id: 'bills',
          title: t('bills'),
          count: of.bills.length,
          body: () => (
            <Table
              columns={billColumns(currency)}
              empty={t('noBill')}
              label={t('bills')}
              rowId={(b) => `${b.billId} ${b.orderLineNo}`}
              rows={of.bills}
            />
          ),
        },
        ...(of.returns.length === 0
          ? []
          : [
              {
                id: 'returns',
                title: t('returns'),
                count: of.returns.length,
                body: () => (
                  <Table
                    columns={returnColumns(currency)}
                    empty={t('noReceipt')}
                    label={t('returns')}
                    rowId={(r) => r.returnId}
                    rows={of.returns}
                  />
                ),
              },
            ]),
        { id: 'history', title: t('history'), body: () => <History id={of.id} table="purchase_order" /> },
      ]}
      title={of.number}
    />
  );
}
