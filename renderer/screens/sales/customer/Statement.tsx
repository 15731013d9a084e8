import { AGES } from '../../../../preload/contract/accounting-aged.ts';
import type { Column } from '../../../kit/column.ts';
import { negative } from '../../../kit/column.ts';
import { day, money, words } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { PrintMenu } from '../../../kit/print/PrintMenu.tsx';
import { recordPath, worded } from '../../../kit/record.ts';
import { setQuery, usePath, useQuery, withQuery } from '../../../kit/route.ts';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import type { Account } from './store.ts';
import { t } from './text.ts';

/** A movement, or the balance before the first and after the last. */
interface Line {
  readonly id: string;
  readonly on: string;
  readonly what: string;
  readonly document: string;
  readonly path: string | undefined;
  readonly of: string;
  readonly ofPath: string | undefined;
  readonly due: string;
  readonly amount: number | null;
  readonly balance: number;
  /** Leads to what was open on the day. */
  readonly balancePath?: string;
}

const columns = (currency: string): readonly Column<Line>[] => [
  { id: 'on', title: t('day'), width: 100, text: (l) => day(l.on) },
  { id: 'what', title: t('what'), width: 130, text: (l) => l.what },
  { id: 'document', title: t('document'), width: 170, text: (l) => l.document, link: (l) => l.path },
  { id: 'of', title: t('settles'), grow: true, text: (l) => l.of, link: (l) => l.ofPath },
  { id: 'due', title: t('due'), width: 160, text: (l) => l.due, hint: (l) => l.due },
  {
    id: 'amount',
    title: t('amount', { currency }),
    width: 120,
    numeric: true,
    text: (l) => (l.amount === null ? '' : money(l.amount, currency)),
    tone: (l) => negative(l.amount ?? 0),
  },
  {
    id: 'balance',
    title: t('balance', { currency }),
    width: 130,
    numeric: true,
    text: (l) => money(l.balance, currency),
    tone: (l) => negative(l.balance),
    link: (l) => l.balancePath,
  },
];

function linesOf({ opening, rows, closing, partyId, currency }: Account, from: string, to: string): readonly Line[] {
  const balance = (id: string, on: string, amount: number): Line => ({
    id,
    on,
    what: t(id === 'opening' ? 'before' : 'after'),
    document: '',
    path: undefined,
    of: '',
    ofPath: undefined,
    due: '',
    amount: null,
    balance: amount,
    ...(id === 'closing' ? { balancePath: withQuery('/aged', { role: 'receivable', on, party: partyId }) } : {}),
  });
  return [
    balance('opening', from, opening),
    ...rows.map((r, i): Line => {
      const own = r.documentId === r.itemKey;
      return {
        id: String(i),
        on: r.on,
        what: words(r.kind),
        document: r.document ?? '',
        path: recordPath(r.documentId) ?? (r.entryId === null ? undefined : `/journal-entries/${r.entryId}`),
        of: own ? '' : (r.itemName ?? worded(r.itemKey, new Map())),
        ofPath: own ? undefined : recordPath(r.itemKey),
        due:
          r.instalments.length > 0
            ? r.instalments.map((p) => `${day(p.dueOn)} ${money(p.amount, currency)}`).join(', ')
            : r.dueOn === null
              ? ''
              : day(r.dueOn),
        amount: r.amount,
        balance: r.balance,
      };
    }),
    balance('closing', to, closing),
  ];
}

interface AgeLine {
  readonly id: string;
  readonly ages: Account['ages'];
}

const ageColumns = (currency: string): readonly Column<AgeLine>[] =>
  AGES.map((age) => ({
    id: age,
    title: t(age),
    width: 150,
    numeric: true,
    text: ({ ages }) => money(ages[age], currency),
    tone: ({ ages }) => negative(ages[age]),
  }));

const asDay = (text: string | undefined) => (text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) ? text : undefined);

/** The account of the customer from a day to a day, this year so far to begin with; every movement leads to its document. */
export function CustomerStatement({
  partyId,
  currency,
  name,
}: {
  readonly partyId: string;
  readonly currency: string;
  readonly name: string;
}) {
  const path = usePath();
  const today = useAsk('engine.status', {}).output?.today;
  const [askedFrom, askedTo] = [asDay(useQuery('from')), asDay(useQuery('to'))];
  const to = askedTo ?? today;
  const from = askedFrom ?? (to === undefined ? undefined : `${to.slice(0, 4)}-01-01`);
  const { output, failure, again } = useAsk(
    'receivables.getStatement',
    from === undefined || to === undefined ? undefined : { partyId, from, to },
  );
  if (from === undefined || to === undefined) return <Waiting />;
  const days = (
    <p className="row">
      <label>
        {t('from')} <input onChange={(e) => setQuery(path, { from: e.currentTarget.value || undefined })} type="date" value={from} />
      </label>{' '}
      <label>
        {t('to')} <input onChange={(e) => setQuery(path, { to: e.currentTarget.value || undefined })} type="date" value={to} />
      </label>{' '}
      <PrintMenu papers={output ? [{ kind: 'customer-statement', id: partyId, number: name, span: { from, to } }] : []} />
    </p>
  );
  if (failure)
    return (
      <>
        {days}
        <FailureNote again={again} failure={failure} />
      </>
    );
  if (!output) return <Waiting />;
  return (
    <>
      {days}
      <Table
        columns={columns(currency)}
        empty={t('noMove')}
        label={t('statement')}
        rowId={(l) => l.id}
        rows={linesOf(output, from, to)}
        strong={(l) => l.amount === null}
      />
      <h2>{t('byAge', { day: day(to) })}</h2>
      <Table
        columns={ageColumns(currency)}
        empty={t('noMove')}
        label={t('byAge', { day: day(to) })}
        rowId={(l) => l.id}
        rows={[{ id: 'ages', ages: output.ages }]}
      />
    </>
  );
}
