import { useMemo } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { action } from '../../../kit/action/action.ts';
import { count, day, money } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Figure, Page } from '../../../kit/Page.tsx';
import { recordPath, sourceWords, useNames } from '../../../kit/record.ts';
import { linkTo } from '../../../kit/route.ts';
import type { ScreenProps } from '../../../kit/screen.ts';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { lineColumns } from './columns.ts';
import { type Entry, shownLines } from './store.ts';
import { t } from './text.ts';

/** One posted entry: where it comes from, its lines, and for a manual one the way to reverse it. */
export default function JournalEntryScreen({ params }: ScreenProps) {
  const { output, failure, again } = useAsk('accounting.getEntry', { entryId: Number(params['id']) });
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  return <EntryPage entry={output} />;
}

function EntryPage({ entry }: { readonly entry: Entry }) {
  const currency = useCurrency();
  const today = useAsk('engine.status', {}).output?.today;
  const names = useNames([entry.sourceId, ...entry.lines.flatMap((l) => [l.itemKey, l.partyId, l.channelId, l.warehouseId])]);
  const columns = useMemo(() => lineColumns(currency, names), [currency, names]);
  const actions = useMemo(
    () =>
      entry.sourceKind === 'manual' && entry.reversedById === null && today
        ? [
            action({
              verb: t('reverse'),
              operation: 'accounting.reverseEntry',
              asks: [
                { name: 'on', label: t('on'), kind: 'day', start: today },
                { name: 'memo', label: t('why'), kind: 'text', hint: t('whyHint'), optional: true },
              ],
              input: ({ on = '', memo }) => ({ entryId: entry.id, on, ...(memo === undefined ? {} : { memo }) }),
              grave: true,
            }),
          ]
        : [],
    [entry, today],
  );
  const { rows, total } = useMemo(() => shownLines(entry, t('sum')), [entry]);
  const sourcePath = recordPath(entry.sourceId);
  return (
    <Page
      beside={<span className="quiet">{entry.memo}</span>}
      actions={<Actions actions={actions} />}
      title={
        <>
          <a className="crumb" href={linkTo('/journal-entries')}>
            {t('entries')}
          </a>{' '}
          / {entry.number}
        </>
      }
    >
      <dl className="figures">
        <Figure name={t('posted')} value={day(entry.postedOn)} />
        <Figure name={t('document')} value={day(entry.documentOn)} />
        <Figure name={t('journal')} value={entry.journal} />
        <Figure
          hint={entry.sourceKind === 'manual' ? '' : t('ownedHint')}
          name={t('source')}
          value={sourceWords(entry, names)}
          {...(sourcePath === undefined ? {} : { href: linkTo(sourcePath) })}
        />
        {entry.reversesId === null ? null : (
          <Figure href={linkTo(`/journal-entries/${entry.reversesId}`)} name={t('reverses')} value={count(entry.reversesId)} />
        )}
        {entry.reversedById === null ? null : (
          <Figure href={linkTo(`/journal-entries/${entry.reversedById}`)} name={t('reversedBy')} value={count(entry.reversedById)} />
        )}
        <Figure name={t('total', { currency })} value={money(entry.debit, currency)} />
        <Figure name={t('commit')} value={count(entry.seq)} />
      </dl>
      <section>
        <h2>{t('lines')}</h2>
        <Table columns={columns} empty={t('empty')} label={t('lines')} rowId={(l) => l.lineNo} rows={rows} total={total} />
      </section>
    </Page>
  );
}
