import { Detail } from '../../../kit/detail/Detail.tsx';
import { History } from '../../../kit/detail/History.tsx';
import { day, money, words } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { recordPath, useNames, worded } from '../../../kit/record.ts';
import type { ScreenProps } from '../../../kit/screen.ts';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { creditActions, receiptActions, refundActions } from './actions.ts';
import { instalmentColumns, lineColumns, noteColumns, settlementColumns, taxColumns } from './columns.ts';
import type { Invoice } from './store.ts';
import { t } from './text.ts';

/** One invoice or credit note: its lines and tax, what became of the money, and the ways to give something back. */
export default function InvoiceScreen({ params }: ScreenProps) {
  const { output, failure, again } = useAsk('sales.getInvoice', { invoiceId: params['id'] ?? '' });
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  return <InvoicePage invoice={output} />;
}

function InvoicePage({ invoice }: { readonly invoice: Invoice }) {
  const { currency, id, orderId } = invoice;
  const isInvoice = invoice.kind === 'invoice';
  const order = useAsk('sales.getOrder', isInvoice && orderId !== null ? { orderId } : undefined).output;
  const today = useAsk('engine.status', {}).output?.today;
  const names = useNames([invoice.partyId, orderId, invoice.creditsId, invoice.returnId, invoice.shipmentId]);
  const entry = useAsk('accounting.getEntry', invoice.entryId === null ? undefined : { entryId: invoice.entryId }).output;
  const tab = (name: string) => `/invoices/${id}?tab=${name}`;
  const fact = (name: string, of: string | null) => {
    const path = of === null ? undefined : recordPath(of);
    return of === null ? [] : [{ name, value: worded(of, names), ...(path === undefined ? {} : { path }) }];
  };
  return (
    <Detail
      actions={[
        ...(order ? creditActions(invoice, order) : []),
        ...(today ? [...receiptActions(invoice, today), ...refundActions(invoice, today)] : []),
      ]}
      amounts={[
        { name: currency, value: money(invoice.total, currency), path: tab('lines') },
        { name: t('open'), value: money(invoice.open, currency), hint: t('openHint'), path: tab('money') },
      ]}
      crumb={{ title: t('invoices'), path: '/invoices' }}
      facts={[
        { name: t('issued'), value: day(invoice.issuedOn) },
        ...(invoice.dueOn === null
          ? []
          : [{ name: t('due'), value: day(invoice.dueOn), ...(invoice.instalments.length > 0 ? { path: tab('instalments') } : {}) }]),
        ...(invoice.discount === null
          ? []
          : [
              {
                name: t('discount'),
                value: t('discountUntil', { amount: money(invoice.discount.amount, currency), day: day(invoice.discount.untilOn) }),
                hint: t('discountHint'),
              },
            ]),
        ...fact(t('order'), orderId),
        ...fact(t('credits'), invoice.creditsId),
        ...fact(t('returned'), invoice.returnId),
        ...fact(t('shipment'), invoice.shipmentId),
        { name: t('net'), value: money(invoice.net, currency) },
        { name: t('tax'), value: money(invoice.tax, currency), path: tab('tax') },
        ...(entry ? [{ name: t('entry'), value: entry.number, path: `/journal-entries/${entry.id}` }] : []),
      ]}
      notice={invoice.memo === '' ? null : <p className="notice">{invoice.memo}</p>}
      papers={[{ kind: 'invoice', id, number: invoice.number }]}
      party={<a href={`#/customers/${invoice.partyId}`}>{worded(invoice.partyId, names)}</a>}
      state={
        invoice.open === 0
          ? { word: t('paid'), tone: 'good' }
          : { word: words(invoice.kind) + (invoice.creditKind === null ? '' : `, ${invoice.creditKind}`), tone: 'warn' }
      }
      tabs={[
        {
          id: 'lines',
          title: t('lines'),
          count: invoice.lines.length,
          body: () => (
            <Table
              columns={lineColumns(currency)}
              empty={t('noLine')}
              label={t('lines')}
              rowId={(l) => String(l.id)}
              rows={invoice.lines}
            />
          ),
        },
        {
          id: 'tax',
          title: t('taxes'),
          body: () => (
            <Table
              columns={taxColumns(currency)}
              empty={t('noLine')}
              label={t('taxes')}
              rowId={(x) => x.taxCode ?? ''}
              rows={invoice.taxes}
            />
          ),
        },
        ...(invoice.instalments.length === 0
          ? []
          : [
              {
                id: 'instalments',
                title: t('instalments'),
                count: invoice.instalments.length,
                body: () => (
                  <Table
                    columns={instalmentColumns(currency)}
                    empty=""
                    label={t('instalments')}
                    rowId={(p) => p.dueOn}
                    rows={invoice.instalments}
                  />
                ),
              },
            ]),
        { id: 'money', title: t('settlement'), body: () => <Settlements invoice={invoice} /> },
        ...(isInvoice ? [{ id: 'notes', title: t('notes'), body: () => <CreditNotes invoice={invoice} /> }] : []),
        { id: 'history', title: t('history'), body: () => <History id={id} table="invoice" /> },
      ]}
      title={invoice.number}
    />
  );
}

/** Everything posted to the customer under this document: the last line says what is open, matches aside. */
function Settlements({ invoice }: { readonly invoice: Invoice }) {
  const { output, failure, again } = useAsk('accounting.listLines', { role: 'receivable', itemKey: invoice.id, limit: 200 });
  const names = useNames(output?.rows.map((l) => l.sourceId) ?? []);
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  return (
    <Table
      columns={settlementColumns(invoice.currency, names)}
      empty={t('noSettlement')}
      label={t('settlement')}
      rowId={(l) => String(l.id)}
      rows={output.rows}
    />
  );
}

function CreditNotes({ invoice }: { readonly invoice: Invoice }) {
  const { output, failure, again } = useAsk('sales.listInvoices', {
    offset: 0,
    limit: 200,
    filter: [{ column: 'creditsId', op: 'eq', value: invoice.id }],
  });
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  return <Table columns={noteColumns(invoice.currency)} empty={t('noNote')} label={t('notes')} rowId={(i) => i.id} rows={output.rows} />;
}
