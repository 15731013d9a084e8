import type { Preview } from '../../../preload/contract/envelope.ts';
import { useCurrency } from '../../client/connection.ts';
import type { Column } from '../column.ts';
import { count, money, words } from '../format.ts';
import { Table } from '../Table.tsx';
import { useAsk } from '../use-ask.ts';
import { t } from './text.ts';

type TableEffect = Preview['tables'][number];
/** Queues, histories and counters follow from the rest; a person is asked about documents, stock and money. */
const BEHIND_THE_SCENES = new Set(['dimension_set', 'journal_seal', 'journal_line', 'allocation', 'cost_layer', 'valuation_line']);

const happened = (effect: TableEffect): string =>
  [
    effect.inserted > 0 ? t('new', { count: effect.inserted }) : '',
    effect.updated > 0 ? t('changedRows', { count: effect.updated }) : '',
    effect.deleted > 0 ? t('gone', { count: effect.deleted }) : '',
  ]
    .filter(Boolean)
    .join(', ');

/** How much amounts and quantities move, by column: `Qty cancelled +2`. */
function moved(effect: TableEffect, currency: string): string {
  return Object.entries(effect.totals)
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
  { id: 'name', title: t('account'), grow: true, text: (j) => j.name },
  { id: 'debit', title: t('debit', { currency }), width: 120, numeric: true, text: (j) => (j.amount > 0 ? money(j.amount, currency) : '') },
  {
    id: 'credit',
    title: t('credit', { currency }),
    width: 120,
    numeric: true,
    text: (j) => (j.amount < 0 ? money(-j.amount, currency) : ''),
  },
];

/** What a dry run said: messages, records it touches, and the journal lines it posts, summed by account. */
export function Effects({ preview }: { readonly preview: Pick<Preview, 'tables' | 'journal' | 'messages'> }) {
  const currency = useCurrency();
  const accounts = useAsk('accounting.listAccounts', preview.journal.length > 0 ? {} : undefined).output;
  const named = new Map(accounts?.rows.map((a) => [a.id, `${a.code} ${a.name}`]));
  // What moves to and fro within one account leaves nothing on it.
  const journal = preview.journal.filter((j) => j.amount !== 0).map((j) => ({ ...j, name: named.get(j.accountId) ?? j.accountId }));
  const tables = preview.tables.filter((effect) => !BEHIND_THE_SCENES.has(effect.table));
  return (
    <div className="effects">
      {preview.messages.map((message) => (
        <p key={message}>{message}</p>
      ))}
      {tables.length === 0 && journal.length === 0 ? <p className="quiet">{t('nothing')}</p> : null}
      <ul aria-label={t('touched')}>
        {tables.map((effect) => (
          <li key={effect.table}>
            <span>{words(effect.table)}</span>
            <span className="quiet moved" title={moved(effect, currency)}>
              {moved(effect, currency)}
            </span>
            <span>{happened(effect)}</span>
          </li>
        ))}
      </ul>
      {journal.length > 0 ? (
        <Table columns={journalColumns(currency)} empty="" label={t('books')} rowId={(j) => j.accountId} rows={journal} />
      ) : null}
    </div>
  );
}
