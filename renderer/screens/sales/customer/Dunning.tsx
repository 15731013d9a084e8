import { type Column, negative } from '../../../kit/column.ts';
import { count, day, money, words } from '../../../kit/format.ts';
import { Rows } from '../../../kit/Rows.tsx';
import { recordPath } from '../../../kit/record.ts';
import { linkTo, withQuery } from '../../../kit/route.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { type LateItem, type LeftOut, type Letter, SHOWN } from './store.ts';
import { t } from './text.ts';

const letterColumns: readonly Column<Letter>[] = [
  { id: 'number', title: t('letter'), width: 160, text: (l) => l.number, link: (l) => `/dunning-letters/${l.id}` },
  { id: 'on', title: t('written'), width: 110, text: (l) => day(l.dunnedOn) },
  { id: 'level', title: t('level'), width: 70, numeric: true, text: (l) => count(l.level) },
  { id: 'name', title: t('heading'), grow: true, text: (l) => l.levelName },
  { id: 'total', title: t('askedFor'), width: 140, numeric: true, text: (l) => money(l.total, l.currency) },
];

const lateColumns = (currency: string): readonly Column<LateItem>[] => [
  { id: 'item', title: t('document'), grow: true, text: (i) => i.itemName ?? i.itemKey, link: (i) => recordPath(i.itemKey) },
  { id: 'due', title: t('due'), width: 110, text: (i) => day(i.dueOn) },
  { id: 'late', title: t('late'), width: 90, numeric: true, text: (i) => (i.open > 0 ? count(i.daysLate) : '') },
  { id: 'stands', title: t('level'), width: 70, numeric: true, text: (i) => (i.stands === 0 ? '' : count(i.stands)) },
  { id: 'leftOut', title: '', width: 90, text: (i) => (i.exceptionId === null ? '' : t('leftOut')), tone: () => 'warn' },
  {
    id: 'open',
    title: t('open', { currency }),
    width: 140,
    numeric: true,
    text: (i) => money(i.open, currency),
    tone: (i) => negative(i.open),
  },
];

const leftOutColumns: readonly Column<LeftOut>[] = [
  { id: 'what', title: t('document'), width: 180, text: (e) => (e.itemKey === null ? t('everything') : (e.itemName ?? e.itemKey)) },
  { id: 'kind', title: t('kind'), width: 160, text: (e) => words(e.kind) },
  { id: 'reason', title: t('note'), grow: true, text: (e) => e.reason },
  { id: 'through', title: t('through'), width: 110, text: (e) => day(e.through) },
];

/** What the customer is late with, what is left out of dunning, and the letters they had. */
export function CustomerDunning({ partyId, currency }: { readonly partyId: string; readonly currency: string }) {
  const late = useAsk('receivables.getLate', { partyId });
  const letters = useAsk('receivables.listLetters', { limit: SHOWN, filter: [{ column: 'partyId', op: 'eq', value: partyId }] });
  const items = { ...late, output: late.output && { rows: late.output.late?.items ?? [] } };
  const leftOut = late.output?.exceptions ?? [];
  return (
    <>
      <section>
        <h2>
          <a href={linkTo(withQuery('/dunning', { party: partyId }))}>{t('lateNow')}</a>
        </h2>
        <Rows
          asked={items}
          columns={lateColumns(currency)}
          empty={t('notLate')}
          label={t('lateNow')}
          rowId={(i) => `${i.itemKey} ${i.dueOn}`}
        />
      </section>
      {leftOut.length === 0 ? null : (
        <section>
          <h2>{t('leftOut')}</h2>
          <Rows asked={{ ...late, output: { rows: leftOut } }} columns={leftOutColumns} empty="" label={t('leftOut')} rowId={(e) => e.id} />
        </section>
      )}
      <section>
        <h2>{t('letters')}</h2>
        <Rows asked={letters} columns={letterColumns} empty={t('noLetter')} label={t('letters')} rowId={(l) => l.id} />
      </section>
    </>
  );
}
