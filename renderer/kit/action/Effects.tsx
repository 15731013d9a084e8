import type { Preview } from '../../../preload/contract/envelope.ts';
import { useCurrency } from '../../client/connection.ts';
import type { Column } from '../column.ts';
import { count, money, words } from '../format.ts';
import { Table } from '../Table.tsx';
import { useAsk } from '../use-ask.ts';

type TableEffect = Preview['tables'][number];
/** Queues, histories and counters follow from the rest; a person is asked about documents, stock and money. */
const BEHIND_THE_SCENES = new Set(['dimension_set', 'journal_seal', 'journal_line', 'allocation', 'cost_layer', 'valuation_line']);

const happened = (t: TableEffect): string =>
  [
    t.inserted > 0 ? `${count(t.inserted)} new` : '',
    t.updated > 0 ? `${count(t.updated)} changed` : '',
    t.deleted > 0 ? `${count(t.deleted)} gone` : '',
  ]
    .filter(Boolean)
    .join(', ');

/** How much amounts and quantities move, by column: `Qty cancelled +2`. */
function moved(t: TableEffect, currency: string): string {
  return Object.entries(t.totals)
    .filter(([, total]) => total.moved !== 0)
    .map(([column, { of, moved: by }]) => `${words(column)} ${by > 0 ? '+' : ''}${of === 'money' ? money(by, currency) : count(by)}`)
    .join(' · ');
}

interface JournalRow {
  readonly accountId: string;
  readonly name: string;
  readonly amount: number;
}
const journalColumns = (currency: string): readonly Column<JournalRow>[] => [
  { id: 'name', title: 'Account', grow: true, text: (j) => j.name },
  { id: 'debit', title: `Debit ${currency}`, width: 120, numeric: true, text: (j) => (j.amount > 0 ? money(j.amount, currency) : '') },
  { id: 'credit', title: `Credit ${currency}`, width: 120, numeric: true, text: (j) => (j.amount < 0 ? money(-j.amount, currency) : '') },
];

/** What a dry run said: messages, records it touches, and the journal lines it posts, summed by account. */
export function Effects({ preview }: { readonly preview: Preview }) {
  const currency = useCurrency();
  const accounts = useAsk('accounting.listAccounts', preview.journal.length > 0 ? {} : undefined).output;
  const named = new Map(accounts?.rows.map((a) => [a.id, `${a.code} ${a.name}`]));
  const journal = preview.journal.map((j) => ({ ...j, name: named.get(j.accountId) ?? j.accountId }));
  const tables = preview.tables.filter((t) => !BEHIND_THE_SCENES.has(t.table));
  return (
    <div className="effects">
      {preview.messages.map((message) => (
        <p key={message}>{message}</p>
      ))}
      {tables.length === 0 && journal.length === 0 ? <p className="quiet">Nothing would change.</p> : null}
      <ul aria-label="Records">
        {tables.map((t) => (
          <li key={t.table}>
            <span>{words(t.table)}</span>
            <span className="quiet moved" title={moved(t, currency)}>
              {moved(t, currency)}
            </span>
            <span>{happened(t)}</span>
          </li>
        ))}
      </ul>
      {journal.length > 0 ? (
        <Table columns={journalColumns(currency)} empty="" label="Posted to the books" rowId={(j) => j.accountId} rows={journal} />
      ) : null}
    </div>
  );
}
