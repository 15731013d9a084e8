import type { InputOf } from '../../../client/operations.ts';
import { Detail } from '../../../kit/detail/Detail.tsx';
import { day, money } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Rows } from '../../../kit/Rows.tsx';
import { recordPath } from '../../../kit/record.ts';
import type { ScreenProps } from '../../../kit/screen.ts';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { actionsOf } from './actions.ts';
import { kindColumns, lineColumns, type Settlement } from './columns.ts';
import { t } from './text.ts';

const SHOWN = 300;
const OFFERED = 20;
type Filters = NonNullable<InputOf<'banking.listSettlementLines'>['filter']>;
const of = (settlementId: string, ...more: Filters): Filters => [{ column: 'settlementId', op: 'eq', value: settlementId }, ...more];

/** One settlement: its proof on the line of identity, what it is made of, and what still waits. */
export default function SettlementScreen({ params }: ScreenProps) {
  const { output, failure, again } = useAsk('banking.getSettlement', { settlementId: params['id'] ?? '' });
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  return <SettlementPage settlement={output} />;
}

function SettlementPage({ settlement: s }: { readonly settlement: Settlement }) {
  const today = useAsk('engine.status', {}).output?.today ?? '';
  const waiting = useAsk('banking.listSettlementLines', {
    filter: of(s.id, { column: 'state', op: 'eq', value: 'unmatched' }),
    limit: OFFERED,
  }).output;
  const disputed = useAsk('banking.listSettlementLines', {
    filter: of(s.id, { column: 'kind', op: 'eq', value: 'chargeback' }),
    limit: OFFERED,
  }).output;
  const back = useAsk('banking.listBankLines', { filter: [{ column: 'open', op: 'eq', value: -s.proof.payout }], limit: OFFERED }).output;
  const { opening, transactions, payout, closing, gap } = s.proof;
  const sum = (amount: number) => money(amount, s.currency);
  const lines = `/settlements/${s.id}?tab=lines`;
  return (
    <Detail
      actions={actionsOf(s, waiting?.rows ?? [], disputed?.rows ?? [], payout > 0 ? (back?.rows ?? []) : [], today)}
      amounts={[
        { name: t('opening'), value: sum(opening), hint: t('proofHint'), path: `/settlements?channelId=${s.channelId}` },
        { name: t('transactions'), value: sum(transactions), hint: t('proofHint'), path: lines },
        { name: t('payout'), value: sum(payout), ...(s.entryId === null ? {} : { path: `/journal-entries/${s.entryId}` }) },
        { name: t('closing'), value: sum(closing), hint: t('proofHint'), path: `/settlements?channelId=${s.channelId}` },
        { name: t('gap'), value: sum(gap), path: lines },
      ]}
      crumb={{ title: t('crumb'), path: '/settlements' }}
      even
      facts={[
        { name: t('channel'), value: s.channelName, path: recordPath(s.channelId) ?? '/channels' },
        { name: t('paid'), value: day(s.paidOn) },
        ...(s.reference === null ? [] : [{ name: t('reference'), value: s.reference }]),
        { name: t('inTransit'), value: s.inTransit === 0 && s.state === 'posted' ? t('arrived') : sum(s.inTransit) },
        { name: t('reserved'), value: sum(s.reserved), path: lines },
        ...(s.entryId === null ? [] : [{ name: t('entry'), value: s.entryNumber ?? '', path: `/journal-entries/${s.entryId}` }]),
      ]}
      state={
        s.state === 'incomplete'
          ? { word: t('incomplete'), tone: 'warn' }
          : gap === 0
            ? { word: t('complete'), tone: 'good' }
            : { word: t('wrong'), tone: 'bad' }
      }
      tabs={[
        {
          id: 'kinds',
          title: t('kinds'),
          body: () => (
            <Table columns={kindColumns(s)} empty={t('noLine')} label={t('kinds')} rowId={(k) => `${k.kind} ${k.type}`} rows={s.kinds} />
          ),
        },
        {
          id: 'lines',
          title: t('lines'),
          count: s.kinds.reduce((n, k) => n + k.lines, 0),
          body: () => <Lines filter={of(s.id)} settlement={s} />,
        },
        {
          id: 'unmatched',
          title: t('unmatched'),
          count: s.unmatched + s.unknown,
          body: () => <Lines filter={of(s.id, { column: 'state', op: 'eq', value: 'unmatched' })} settlement={s} />,
        },
      ]}
      title={s.externalId}
    />
  );
}

function Lines({ settlement, filter }: { readonly settlement: Settlement; readonly filter: Filters }) {
  const asked = useAsk('banking.listSettlementLines', { filter, limit: SHOWN });
  return (
    <>
      <Rows asked={asked} columns={lineColumns(settlement.currency)} empty={t('noLine')} label={t('lines')} rowId={(l) => String(l.id)} />
      {asked.output?.rows.length === SHOWN ? <p className="quiet">{t('first', { count: SHOWN })}</p> : null}
    </>
  );
}
