import type { OutputOf } from '../../../client/operations.ts';
import { action } from '../../../kit/action/action.ts';
import { type Column, negative } from '../../../kit/column.ts';
import { Detail } from '../../../kit/detail/Detail.tsx';
import { day, moment, money } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import type { ScreenProps } from '../../../kit/screen.ts';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

type Line = OutputOf<'banking.getBankLine'>;
type Match = Line['matches'][number];

const columnsIn = (currency: string): readonly Column<Match>[] => [
  { id: 'entry', title: t('entry'), width: 150, text: (m) => m.entryNumber, link: (m) => `/journal-entries/${m.entryId}` },
  {
    id: 'how',
    title: t('how'),
    grow: true,
    text: (m) => (m.ruleName === null ? t(m.posted ? 'posted' : 'linked') : t('byRule', { rule: m.ruleName })),
  },
  { id: 'matched', title: t('matched'), width: 160, text: (m) => moment(m.matchedAt) },
  { id: 'undone', title: t('undone'), width: 160, text: (m) => (m.undoneAt === null ? '' : moment(m.undoneAt)) },
  {
    id: 'reversal',
    title: t('reversal'),
    width: 150,
    text: (m) => m.reversalNumber ?? '',
    link: (m) => (m.reversalId === null ? undefined : `/journal-entries/${m.reversalId}`),
  },
  {
    id: 'amount',
    title: t('of', { currency }),
    width: 130,
    numeric: true,
    text: (m) => money(m.amount, currency),
    tone: (m) => negative(m.amount),
    link: (m) => `/journal-entries/${m.entryId}`,
  },
];

/** One line of a bank: what stands on the statement, and what it was matched with. */
export default function BankLineScreen({ params }: ScreenProps) {
  const lineId = Number(params['id']);
  const { output, failure, again } = useAsk('banking.getBankLine', { lineId });
  const today = useAsk('engine.status', {}).output?.today ?? '';
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  return <LinePage line={output} today={today} />;
}

function LinePage({ line: l, today }: { readonly line: Line; readonly today: string }) {
  const standing = l.matches.filter((m) => m.undoneAt === null);
  const facts: readonly (readonly [string, string | null])[] = [
    [t('value'), day(l.valueOn)],
    [t('name'), l.name],
    [t('number'), l.accountNo],
    [t('label'), l.label],
    [t('reference'), l.reference],
    [t('bankRef'), l.bankRef],
  ];
  return (
    <Detail
      actions={standing.map((m) =>
        action({
          verb: t('undo', { entry: m.entryNumber }),
          operation: 'banking.undoMatch',
          grave: true,
          asks: m.posted ? [{ name: 'on', label: t('on'), kind: 'day', start: today }] : [],
          input: ({ on }) => ({ matchId: m.id, ...(on === undefined ? {} : { on }) }),
        }),
      )}
      amounts={[
        { name: t('amount'), value: money(l.amount, l.currency) },
        {
          name: t('open'),
          value: money(l.open, l.currency),
          ...(l.open === 0 ? {} : { path: `/reconcile?bankAccountId=${l.bankAccountId}` }),
        },
      ]}
      crumb={{ title: t('crumb'), path: '/bank-lines' }}
      even
      facts={[
        { name: t('account'), value: l.bankAccountName, path: `/bank-accounts/${l.bankAccountId}` },
        { name: t('statement'), value: l.statementReference, path: `/bank-lines?statementId=${l.statementId}` },
        ...facts.flatMap(([name, value]) => (value === null || value === '' ? [] : [{ name, value }])),
      ]}
      tabs={[
        {
          id: 'matches',
          title: t('matches'),
          count: standing.length,
          body: () => (
            <Table columns={columnsIn(l.currency)} empty={t('nothing')} label={t('matches')} rowId={(m) => m.id} rows={l.matches} />
          ),
        },
      ]}
      title={day(l.bookedOn)}
    />
  );
}
