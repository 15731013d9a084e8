import { useCurrency } from '../../../client/connection.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { day } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { linkTo } from '../../../kit/route.ts';
import type { ScreenProps } from '../../../kit/screen.ts';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { revaluationActions } from './actions.ts';
import { currencyColumns, itemColumns, postedColumns } from './columns.ts';
import { t } from './text.ts';

/** What is open in other currencies at the end of a month, by the rates of its last day. Posted with its reversal in one step. */
export default function Revaluation({ params }: ScreenProps) {
  const currency = useCurrency();
  const period = params['period'] ?? '';
  const { output, failure, again } = useAsk('closing.proposeRevaluation', { period });
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  const { currencies, items, posted } = output;
  const missing = currencies.filter((c) => c.rate === null).map((c) => c.currency);
  const proposed = t('proposed', { on: day(output.on), day: day(output.reversedOn) });
  return (
    <Page
      actions={<Actions actions={revaluationActions(period, missing.length > 0 ? 0 : currencies.length, posted.length)} />}
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
      {missing.length === 0 ? null : (
        <p className="notice">
          {t('missing', { currencies: missing.join(', '), on: day(output.on) })} <a href={linkTo('/exchange-rates')}>{t('enterRates')}</a>
        </p>
      )}
      {posted.length > 0 ? (
        <section>
          <h2>{t('posted')}</h2>
          <Table columns={postedColumns(currency)} empty={t('nothing')} label={t('posted')} rowId={(r) => r.currency} rows={posted} />
        </section>
      ) : (
        <section>
          <h2>{proposed}</h2>
          <Table columns={currencyColumns(currency)} empty={t('nothing')} label={proposed} rowId={(r) => r.currency} rows={currencies} />
        </section>
      )}
      {items.length === 0 ? null : (
        <section>
          <h2>{t('what')}</h2>
          <Table
            columns={itemColumns(currency)}
            empty={t('nothing')}
            label={t('what')}
            rowId={(i) => `${i.accountId} ${i.itemKey}`}
            rows={items}
          />
        </section>
      )}
    </Page>
  );
}
