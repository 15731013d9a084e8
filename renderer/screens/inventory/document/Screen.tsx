import { useCurrency } from '../../../client/connection.ts';
import { action } from '../../../kit/action/action.ts';
import { Detail } from '../../../kit/detail/Detail.tsx';
import { History } from '../../../kit/detail/History.tsx';
import { count, day, money, words } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { useEntryNumber } from '../../../kit/record.ts';
import type { ScreenProps } from '../../../kit/screen.ts';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { lineColumns, moveColumns } from './columns.ts';
import type { StockDocument } from './store.ts';
import { t } from './text.ts';

const LIST: Readonly<Record<string, string>> = { transfer: '/transfers', count: '/counts', 'write-down': '/counts' };
const CRUMB: Readonly<Record<string, 'transfer' | 'count' | 'receipt'>> = { transfer: 'transfer', count: 'count', 'write-down': 'count' };
const LINES_SHOWN = 500;

/** One stock document: what it was about, its lines, the moves it made, and for a transfer under way what is still missing. */
export default function DocumentScreen({ params }: ScreenProps) {
  const asked = useAsk('inventory.getDocument', { documentId: params['id'] ?? '', limit: LINES_SHOWN });
  const { output: document, failure, again } = asked;
  if (failure && !document) return <FailureNote again={again} failure={failure} />;
  if (!document) return <Waiting />;
  return <DocumentPage document={document} />;
}

/** What can be done with it: only a transfer has a next step. */
function actionsOf({ id, kind, state, revision }: StockDocument) {
  if (kind !== 'transfer' || state !== 'shipped') return [];
  const expect = [{ id, revision }];
  return [action({ verb: t('receiveAll'), operation: 'inventory.receiveTransfer', input: () => ({ documentId: id }), expect })];
}

function DocumentPage({ document }: { readonly document: StockDocument }) {
  const currency = useCurrency();
  const entryNumber = useEntryNumber(document.entryId);
  const { id, kind, lines } = document;
  const value = lines.reduce((sum, l) => sum + (l.value ?? 0), 0);
  const fact = (name: string, said: string | null) => (said === null || said === '' ? [] : [{ name, value: said }]);
  return (
    <Detail
      actions={actionsOf(document)}
      amounts={[
        { name: t('lines'), value: count(document.lineCount), path: `/stock-documents/${id}?tab=lines` },
        ...(kind === 'count'
          ? []
          : [{ name: t('value', { currency }), value: money(value, currency), path: `/stock-documents/${id}?tab=moves` }]),
      ]}
      crumb={{ title: t(CRUMB[kind] ?? 'receipt'), path: LIST[kind] ?? '/receipts' }}
      facts={[
        { name: t('on'), value: day(document.happenedOn) },
        ...fact(t('from'), document.fromCode),
        ...fact(t('to'), document.toCode),
        ...fact(t('party'), document.partyName),
        ...fact(t('reason'), document.reasonCode === null ? null : words(document.reasonCode)),
        ...fact(t('note'), document.memo),
        ...(entryNumber === undefined ? [] : [{ name: t('entry'), value: entryNumber, path: `/journal-entries/${document.entryId}` }]),
      ]}
      state={{ word: words(document.state), tone: document.state === 'shipped' ? 'warn' : 'good' }}
      tabs={[
        {
          id: 'lines',
          title: t('lines'),
          count: document.lineCount,
          body: () => (
            <Table
              columns={lineColumns(document, currency)}
              empty={t('noLine')}
              label={t('lines')}
              rowId={(l) => String(l.lineNo)}
              rows={lines}
            />
          ),
        },
        { id: 'moves', title: t('moves'), body: () => <Moves documentId={id} /> },
        { id: 'history', title: t('history'), body: () => <History id={id} table="stock_document" /> },
      ]}
      title={document.number}
    />
  );
}

function Moves({ documentId }: { readonly documentId: string }) {
  const currency = useCurrency();
  const { output, failure, again } = useAsk('inventory.listMoves', {
    filter: [{ column: 'sourceId', op: 'eq', value: documentId }],
    limit: LINES_SHOWN,
  });
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  return (
    <Table columns={moveColumns(currency)} empty={t('noMove')} label={t('moves')} rowId={(m) => String(m.moveId)} rows={output.rows} />
  );
}
