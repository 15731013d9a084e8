import { useCurrency } from '../../../client/connection.ts';
import { asCompare, CompareWith } from '../../../kit/compare/CompareWith.tsx';
import { ExportReport } from '../../../kit/export/ExportReport.tsx';
import { Tabs } from '../../../kit/Filter.tsx';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { setQuery, usePath, useQuery } from '../../../kit/route.ts';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { columns } from './columns.ts';
import { reportOf } from './report.ts';
import { type Asked, STATEMENTS, type StatementName } from './store.ts';
import { t } from './text.ts';

const HINT = { 'profit-and-loss': 'toResult', 'balance-sheet': 'toPosition', 'cash-flow': 'toCash' } as const;
const asDay = (text: string | undefined) => (text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) ? text : undefined);

/** What the address asks for; without days, the month up to today. */
function useAsked(): Asked | undefined {
  const today = useAsk('engine.status', {}).output?.today;
  const chosen = useQuery('statement');
  const [from, to, compare, accounts] = [useQuery('from'), useQuery('to'), useQuery('compare'), useQuery('accounts')];
  if (today === undefined) return undefined;
  const until = asDay(to) ?? today;
  return {
    statement: STATEMENTS.find((s) => s === chosen) ?? 'profit-and-loss',
    from: asDay(from) ?? `${until.slice(0, 8)}01`,
    to: until,
    compare: asCompare(compare),
    accounts: accounts !== 'no',
  };
}

/** The answer to what is asked; only the statement in view is asked for. */
function useStatement(asked: Asked | undefined) {
  const compare = asked?.compare ? { compare: asked.compare } : {};
  const period = asked && asked.from <= asked.to ? { from: asked.from, to: asked.to, ...compare } : undefined;
  const of = <Input,>(name: StatementName, input: Input | undefined) => (asked?.statement === name ? input : undefined);
  const result = useAsk('accounting.profitAndLoss', of('profit-and-loss', period));
  const position = useAsk('accounting.balanceSheet', of('balance-sheet', asked && { on: asked.to, ...compare }));
  const cash = useAsk('accounting.cashFlow', of('cash-flow', period));
  if (asked?.statement === 'balance-sheet') return position;
  return asked?.statement === 'cash-flow' ? cash : result;
}

/** Profit and loss, balance sheet and cash flow of any days, beside the days before or the year before; every figure leads to its lines. */
export default function Statements() {
  const currency = useCurrency();
  const path = usePath();
  const asked = useAsked();
  const { output, failure, again } = useStatement(asked);
  if (!asked) return <Waiting />;
  const set = (parts: Readonly<Record<string, string | undefined>>) => setQuery(path, parts);
  const ofDay = asked.statement === 'balance-sheet';
  return (
    <Page
      beside={
        <>
          {ofDay ? null : (
            <label>
              {t('from')} <input onChange={(e) => set({ from: e.currentTarget.value || undefined })} type="date" value={asked.from} />
            </label>
          )}
          <label>
            {ofDay ? t('on') : t('through')}{' '}
            <input onChange={(e) => set({ to: e.currentTarget.value || undefined })} type="date" value={asked.to} />
          </label>
          <CompareWith choose={(compare) => set({ compare: compare || undefined })} value={asked.compare} />
          <label>
            <input
              checked={asked.accounts}
              onChange={(e) => set({ accounts: e.currentTarget.checked ? undefined : 'no' })}
              type="checkbox"
            />{' '}
            {t('accounts')}
          </label>
          <span className="quiet">{t(HINT[asked.statement], { currency })}</span>
        </>
      }
      actions={output ? <ExportReport question={reportOf(asked, output, currency)} /> : null}
      title={t('title')}
    >
      <Tabs
        choose={(statement) => set({ statement })}
        label={t('title')}
        options={STATEMENTS.map((value) => ({ value, text: t(value) }))}
        value={asked.statement}
      />
      {failure && !output ? <FailureNote again={again} failure={failure} /> : null}
      {asked.from > asked.to && !ofDay ? <p>{t('wrongDays')}</p> : null}
      {output ? (
        <Table
          columns={columns(currency, asked.statement, output)}
          empty={t('empty')}
          label={t(asked.statement)}
          rowId={(r) => r.id}
          rows={output.rows.filter((r) => asked.accounts || r.kind !== 'account')}
          strong={(r) => r.kind === 'stage' || r.kind === 'reckoned'}
        />
      ) : failure || (asked.from > asked.to && !ofDay) ? null : (
        <Waiting />
      )}
    </Page>
  );
}
