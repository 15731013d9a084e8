import { useCurrency } from '../../../client/connection.ts';
import type { OutputOf } from '../../../client/operations.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { type Action, action } from '../../../kit/action/action.ts';
import type { Column } from '../../../kit/column.ts';
import { day, money } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { linkTo } from '../../../kit/route.ts';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

type Years = OutputOf<'closing.listYears'>;
type Period = Years['rows'][number]['periods'][number];

const columns = (items: number): readonly Column<Period>[] => [
  { id: 'code', title: t('period'), width: 120, text: (p) => p.code, link: (p) => `/close/${p.code}` },
  {
    id: 'lock',
    title: t('lock'),
    width: 160,
    dot: true,
    text: (p) => t(p.lock),
    tone: (p) => (p.lock === 'open' ? 'good' : 'quiet'),
    link: () => '/periods',
  },
  { id: 'signed', title: t('signed'), grow: true, text: (p) => t('of', { signed: String(p.signed), items: String(items) }) },
];

const openYear = (next: Years['next'], today: string) =>
  next
    ? action({ verb: t('openNext', { from: day(next.from) }), operation: 'closing.openYear', input: () => ({}) })
    : action({
        verb: t('openFirst'),
        operation: 'closing.openYear',
        asks: [{ name: 'startsOn', label: t('startsOn'), kind: 'day', start: `${today.slice(0, 4)}-01-01`, hint: t('startsHint') }],
        input: ({ startsOn = '' }) => ({ startsOn }),
      });

/** The result of a year goes to equity once, and comes back by a reversal. */
function yearEnd(year: Years['rows'][number]): Action {
  const expected = year.revision === 0 ? {} : { expect: [{ id: `year_transfer/${year.code}`, revision: year.revision }] };
  const input = () => ({ year: year.code });
  return year.carried
    ? action({ verb: t('takeBack', { year: year.code }), operation: 'closing.reopenYear', input, grave: true, ...expected })
    : action({ verb: t('carry', { year: year.code }), operation: 'closing.closeYear', input, ...expected });
}

/** Financial years with their months: how far each is locked and signed off. A month leads to its checklist. */
export default function Close() {
  const currency = useCurrency();
  const { output, failure, again } = useAsk('closing.listYears', {});
  const today = useAsk('engine.status', {}).output?.today;
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output || today === undefined) return <Waiting />;
  return (
    <Page actions={<Actions actions={[openYear(output.next, today)]} even={output.rows.length > 0} />} title={t('title')}>
      {output.rows.length === 0 ? <p>{t('none')}</p> : null}
      {output.rows.map((year) => {
        const title = t('year', { year: year.code, from: day(year.from), to: day(year.to) });
        return (
          <section key={year.code}>
            <h2>{title}</h2>
            {year.carried ? (
              <p>
                <a href={linkTo(`/journal-entries/${year.carried.entryId}`)}>
                  {t('carried', { result: money(year.carried.result, currency), currency })}
                </a>
              </p>
            ) : null}
            <Table columns={columns(output.items)} empty={t('empty')} label={title} rowId={(p) => p.code} rows={year.periods} />
            <Actions actions={[yearEnd(year)]} even />
          </section>
        );
      })}
    </Page>
  );
}
