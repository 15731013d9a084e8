import { useCurrency } from '../../../client/connection.ts';
import type { OutputOf } from '../../../client/operations.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { type Action, action } from '../../../kit/action/action.ts';
import { day } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Figure, Page } from '../../../kit/Page.tsx';
import { linkTo, withQuery } from '../../../kit/route.ts';
import type { ScreenProps } from '../../../kit/screen.ts';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { columns } from './columns.ts';
import { t } from './text.ts';

type Checklist = OutputOf<'closing.getChecklist'>;

/** Everything that shows nothing and is not signed yet, at once. */
function signNothing({ code, rows }: Checklist): readonly Action[] {
  const idle = rows.filter((r) => r.count === 0 && r.state !== 'signed');
  if (idle.length === 0) return [];
  return [
    action({
      verb: t('signNothing', { count: String(idle.length) }),
      operation: 'closing.signOff',
      input: () => ({ period: code, items: idle.map(({ item, count, value }) => ({ item, count, value })) }),
      expect: idle.filter((r) => r.revision > 0).map((r) => ({ id: `close_sign_off/${code}.${r.item}`, revision: r.revision })),
    }),
  ];
}

/** What has to be settled or looked at before a month is closed; every figure leads to its rows, where it is signed off. */
export default function ClosePeriod({ params }: ScreenProps) {
  const currency = useCurrency();
  const { output, failure, again } = useAsk('closing.getChecklist', { period: params['period'] ?? '' });
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  const { code, from, to, year, lock, signed, rows } = output;
  return (
    <Page
      actions={<Actions actions={signNothing(output)} />}
      record
      title={
        <>
          <a className="crumb" href={linkTo('/close')}>
            {t('close')}
          </a>{' '}
          / {code}
        </>
      }
    >
      <dl className="figures">
        <Figure name={t('year')} value={year} />
        <Figure
          href={linkTo(withQuery('/statements', { from, to }))}
          name={t('days')}
          value={t('from', { from: day(from), to: day(to) })}
        />
        <Figure href={linkTo(`/accruals/${code}`)} name={t('accruals')} value={t('see')} />
        <Figure href={linkTo('/periods')} name={t('lock')} value={t(lock)} />
        <Figure name={t('signed')} value={t('of', { signed: String(signed), items: String(rows.length) })} />
      </dl>
      <Table
        columns={columns(code, currency)}
        empty={t('empty')}
        label={t('checklist', { period: code })}
        rowId={(i) => i.item}
        rows={rows}
      />
    </Page>
  );
}
