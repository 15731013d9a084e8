import type { OutputOf } from '../../../client/operations.ts';
import { type Column, negative } from '../../../kit/column.ts';
import { Detail } from '../../../kit/detail/Detail.tsx';
import { History } from '../../../kit/detail/History.tsx';
import { count, day, money, words } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { recordPath } from '../../../kit/record.ts';
import { withQuery } from '../../../kit/route.ts';
import type { ScreenProps } from '../../../kit/screen.ts';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

type Letter = OutputOf<'receivables.getLetter'>;
type Item = Letter['items'][number];

const amount = (id: 'open' | 'openNow', title: string, currency: string): Column<Item> => ({
  id,
  title,
  width: 130,
  numeric: true,
  text: (i) => money(i[id], currency),
  tone: (i) => negative(i[id]),
});

const columns = (currency: string): readonly Column<Item>[] => [
  { id: 'document', title: t('document'), grow: true, text: (i) => i.name, link: (i) => recordPath(i.itemKey) },
  { id: 'due', title: t('due'), width: 110, text: (i) => (i.dueOn === '' ? '' : day(i.dueOn)) },
  { id: 'late', title: t('late'), width: 90, numeric: true, text: (i) => (i.open > 0 && i.dueOn !== '' ? count(i.daysLate) : '') },
  { id: 'level', title: t('level'), width: 80, numeric: true, text: (i) => (i.level === null ? '' : count(i.level)) },
  { id: 'kind', title: t('kind'), width: 120, text: (i) => (i.dueOn === '' ? '' : words(i.kind)) },
  amount('open', t('was', { currency }), currency),
  amount('openNow', t('now', { currency }), currency),
];

/** A letter as it was written, and what of it is open now. */
export default function DunningLetterScreen({ params }: ScreenProps) {
  const { output: letter, failure, again } = useAsk('receivables.getLetter', { letterId: params['id'] ?? '' });
  const run = useAsk(
    'receivables.countLetters',
    letter ? { filter: [{ column: 'runId', op: 'eq', value: letter.runId }] } : undefined,
  ).output;
  if (failure && !letter) return <FailureNote again={again} failure={failure} />;
  if (!letter) return <Waiting />;
  const { currency, id, number } = letter;
  const now = letter.items.reduce((sum, i) => sum + i.openNow, 0);
  const items = `/dunning-letters/${id}?tab=items`;
  const total: Item = {
    itemKey: '',
    name: t('sum'),
    kind: 'listed',
    level: null,
    openedOn: '',
    dueOn: '',
    daysLate: 0,
    open: letter.open,
    openNow: now,
  };
  return (
    <Detail
      amounts={[
        { name: currency, value: money(letter.total, currency), path: items },
        { name: t('openNow'), value: money(now, currency), hint: t('openNowHint'), path: items },
      ]}
      crumb={{ title: t('letters'), path: '/dunning-letters' }}
      facts={[
        { name: t('level'), value: letter.levelName },
        { name: t('on'), value: day(letter.dunnedOn) },
        { name: t('payBy'), value: day(letter.payBy) },
        ...(letter.fee === 0 ? [] : [{ name: t('fee'), value: money(letter.fee, currency) }]),
        ...(run
          ? [
              {
                name: t('run'),
                value: t('runOf', { count: count(run.count) }),
                path: withQuery('/dunning-letters', { runId: letter.runId }),
              },
            ]
          : []),
      ]}
      papers={[
        { kind: 'dunning-letter', id, number },
        ...(run && run.count > 1 ? [{ kind: 'dunning-letter' as const, id: letter.runId, number: t('theRun'), run: letter.runId }] : []),
      ]}
      party={<a href={`#/customers/${letter.partyId}?tab=dunning`}>{letter.partyName}</a>}
      state={now <= 0 ? { word: t('settled'), tone: 'good' } : { word: t('open', { level: letter.level }), tone: 'warn' }}
      tabs={[
        {
          id: 'items',
          title: t('items'),
          count: letter.items.length,
          body: () => (
            <Table
              columns={columns(currency)}
              empty={t('empty')}
              label={t('items')}
              rowId={(i) => `${i.itemKey} ${i.dueOn}`}
              rows={letter.items}
              total={total}
            />
          ),
        },
        { id: 'history', title: t('history'), body: () => <History id={id} table="dunning_letter" /> },
      ]}
      title={number}
    />
  );
}
