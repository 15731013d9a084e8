import { endOfMonth } from '../../../../preload/contract/values/day.ts';
import { useCurrency } from '../../../client/connection.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { day } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { Rows } from '../../../kit/Rows.tsx';
import { linkTo } from '../../../kit/route.ts';
import type { ScreenProps } from '../../../kit/screen.ts';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { periodActions, ruleActions } from './actions.ts';
import { linesOf, postedColumns, proposalColumns, ruleColumns, statementColumns } from './columns.ts';
import { t } from './text.ts';

const ACCOUNTS = 500;

/** What a month accrues, what its statements say with and without it, and what is known by hand. Posted with its reversal in one step. */
export default function Accruals({ params }: ScreenProps) {
  const currency = useCurrency();
  const period = params['period'] ?? '';
  const { output, failure, again } = useAsk('closing.proposeAccruals', { period });
  const rules = useAsk('closing.listAccrualRules', {});
  const expenses = useAsk('accounting.listAccounts', { type: 'expense', limit: ACCOUNTS });
  const abroad = useAsk('closing.proposeRevaluation', { period }).output;
  const dealsAbroad = abroad !== undefined && abroad.currencies.length + abroad.posted.length > 0;
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  const { proposals, posted, reversedOn } = output;
  const active = (expenses.output?.rows ?? []).filter((a) => a.active);
  const proposed = t('proposed', { day: day(reversedOn) });
  return (
    <Page
      actions={<Actions actions={periodActions(period, proposals.length, posted.length)} />}
      record
      title={
        <>
          <a className="crumb" href={linkTo(`/close/${period}`)}>
            {period}
          </a>{' '}
          / {t('title')}
        </>
      }
    >
      {dealsAbroad ? (
        <p className="quiet">
          <a href={linkTo(`/revaluations/${period}`)}>{t('revaluation')}</a>
        </p>
      ) : null}
      {posted.length > 0 ? (
        <section>
          <h2>{t('posted')}</h2>
          <Table
            columns={postedColumns(currency)}
            empty={t('noProposal')}
            label={t('posted')}
            rowId={(p) => String(p.entryId)}
            rows={posted}
          />
        </section>
      ) : (
        <section>
          <h2>{proposed}</h2>
          <Table
            columns={proposalColumns(currency)}
            empty={t('noProposal')}
            label={proposed}
            rowId={(l) => l.id}
            rows={linesOf(proposals)}
            strong={(l) => l.accountId === null}
          />
        </section>
      )}
      <section>
        <h2>{t('rules')}</h2>
        <Rows asked={rules} columns={ruleColumns(currency)} empty={t('noRule')} label={t('rules')} rowId={(r) => r.id} />
        <Actions
          actions={ruleActions(rules.output?.rows ?? [], active, { from: `${period}-01`, to: endOfMonth(`${period}-01`) }, currency)}
          even
        />
      </section>
      {(['result', 'position'] as const).map((statement) => (
        <section key={statement}>
          <h2>{t(statement)}</h2>
          <Table
            columns={statementColumns(currency)}
            empty={t('nothing')}
            label={t(statement)}
            rowId={(l) => l.id}
            rows={output[statement].filter((l) => l.kind !== 'account')}
            strong={(l) => l.kind === 'stage' || l.kind === 'reckoned'}
          />
        </section>
      ))}
    </Page>
  );
}
