import { useCurrency } from '../../../client/connection.ts';
import type { OutputOf } from '../../../client/operations.ts';
import { type Column, negative } from '../../../kit/column.ts';
import { count, day, moment, money, words } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Figure, Page } from '../../../kit/Page.tsx';
import { linkTo } from '../../../kit/route.ts';
import type { ScreenProps } from '../../../kit/screen.ts';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

type Report = OutputOf<'accounting.getReopening'>;
type Account = Report['accounts'][number];
type Entry = Report['rows'][number];

const accountColumns = (currency: string, { from, to }: Report): readonly Column<Account>[] => {
  const amount = (id: 'before' | 'change' | 'after'): Column<Account> => ({
    id,
    title: t(id, { currency }),
    width: 150,
    numeric: true,
    text: (a) => money(a[id], currency),
    tone: (a) => negative(a[id]),
  });
  const link = (a: Account) => `/accounts/${a.accountId}?from=${from}&to=${to}`;
  return [
    { id: 'code', title: t('code'), width: 100, text: (a) => a.code, link },
    { id: 'name', title: t('name'), grow: true, text: (a) => a.name, link },
    amount('before'),
    amount('change'),
    amount('after'),
  ];
};

const entryColumns = (currency: string): readonly Column<Entry>[] => [
  { id: 'number', title: t('number'), width: 160, text: (e) => e.number, link: (e) => `/journal-entries/${e.entryId}` },
  { id: 'posted', title: t('posted'), width: 110, text: (e) => day(e.postedOn) },
  { id: 'document', title: t('document'), width: 110, text: (e) => day(e.documentOn) },
  { id: 'memo', title: t('memo'), grow: true, text: (e) => e.memo },
  { id: 'by', title: t('postedBy'), width: 160, text: (e) => e.postedBy, hint: (e) => moment(e.postedAt) },
  { id: 'debit', title: t('debit', { currency }), width: 140, numeric: true, text: (e) => money(e.debit, currency) },
];

/** Days that were locked and opened again: why, what was posted into them since, and the balances at their end before and after. */
export default function Reopening({ params }: ScreenProps) {
  const currency = useCurrency();
  const { output, failure, again } = useAsk('accounting.getReopening', { reopeningId: params['id'] ?? '' });
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  const title = t('title', { area: words(output.kind), from: day(output.from), to: day(output.to) });
  return (
    <Page
      title={
        <>
          <a className="crumb" href={linkTo('/periods')}>
            {t('periods')}
          </a>{' '}
          / {title}
        </>
      }
    >
      <dl className="figures">
        <Figure name={t('opened')} value={moment(output.reopenedAt)} />
        <Figure name={t('by')} value={output.askedBy} />
        <Figure name={t('reason')} value={output.reason} />
        <Figure name={t('entries')} value={count(output.entries)} />
        <Figure name={t('debit', { currency })} value={money(output.debit, currency)} />
      </dl>
      <section>
        <h2>{t('accounts', { day: day(output.to) })}</h2>
        <Table
          columns={accountColumns(currency, output)}
          empty={t('none')}
          label={t('accounts', { day: day(output.to) })}
          rowId={(a) => a.accountId}
          rows={output.accounts}
        />
      </section>
      <section>
        <h2>{t('posting')}</h2>
        <Table
          columns={entryColumns(currency)}
          empty={t('none')}
          label={t('posting')}
          rowId={(e) => String(e.entryId)}
          rows={output.rows}
        />
      </section>
    </Page>
  );
}
