import { useCurrency } from '../../../client/connection.ts';
import { Detail } from '../../../kit/detail/Detail.tsx';
import { History } from '../../../kit/detail/History.tsx';
import { day, money, words } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { recordPath, useNames, worded } from '../../../kit/record.ts';
import type { ScreenProps } from '../../../kit/screen.ts';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { actionsOf } from './actions.ts';
import { entryColumns, lineColumns } from './columns.ts';
import type { Return } from './store.ts';
import { t } from './text.ts';

/** One return: what came back, what was decided about it, and what the customer got. */
export default function ReturnScreen({ params }: ScreenProps) {
  const { output, failure, again } = useAsk('returns.getReturn', { returnId: params['id'] ?? '' });
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  return <ReturnPage of={output} />;
}

function ReturnPage({ of }: { readonly of: Return }) {
  const currency = useCurrency();
  const reasons = useAsk('company.listReasonCodes', {}).output;
  const names = useNames([of.orderId, of.partyId, of.warehouseId, of.creditNoteId]);
  const cost = of.lines.reduce((sum, l) => sum + l.value, 0);
  const dated = (name: string, on: string | null) => (on === null ? [] : [{ name, value: day(on) }]);
  const linked = (name: string, id: string | null) => {
    const path = id === null ? undefined : recordPath(id);
    return id === null ? [] : [{ name, value: worded(id, names), ...(path === undefined ? {} : { path }) }];
  };
  return (
    <Detail
      actions={actionsOf(of, reasons?.rows ?? [])}
      amounts={[{ name: t('cost', { currency }), value: money(cost, currency), hint: t('costHint'), path: `/returns/${of.id}?tab=lines` }]}
      crumb={{ title: t('returns'), path: '/returns' }}
      facts={[
        ...linked(t('order'), of.orderId),
        ...linked(t('note'), of.creditNoteId),
        { name: t('warehouse'), value: names.get(of.warehouseId) ?? '' },
        { name: t('registered'), value: day(of.openedOn) },
        ...dated(t('received'), of.receivedOn),
        ...dated(t('credited'), of.creditedOn),
        ...(of.reasonCode === null ? [] : [{ name: t('reason'), value: of.reasonCode }]),
        ...(of.externalId === null ? [] : [{ name: t('externalId'), value: of.externalId }]),
      ]}
      party={<a href={`#/customers/${of.partyId}`}>{worded(of.partyId, names)}</a>}
      state={{ word: words(of.state), tone: of.state === 'closed' ? 'good' : of.state === 'cancelled' ? 'quiet' : 'warn' }}
      tabs={[
        {
          id: 'lines',
          title: t('lines'),
          count: of.lines.length,
          body: () => (
            <Table columns={lineColumns(currency)} empty={t('noLine')} label={t('lines')} rowId={(l) => String(l.lineNo)} rows={of.lines} />
          ),
        },
        { id: 'entries', title: t('entries'), body: () => <Entries of={of} /> },
        { id: 'history', title: t('history'), body: () => <History id={of.id} table="customer_return" /> },
      ]}
      title={of.number}
    />
  );
}

function Entries({ of }: { readonly of: Return }) {
  const currency = useCurrency();
  const { output, failure, again } = useAsk('accounting.listEntries', {
    filter: [{ column: 'sourceId', op: 'eq', value: of.id }],
    limit: 200,
  });
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  return (
    <Table columns={entryColumns(currency)} empty={t('noEntry')} label={t('entries')} rowId={(e) => String(e.id)} rows={output.rows} />
  );
}
