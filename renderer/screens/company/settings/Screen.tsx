import type { OutputOf } from '../../../client/operations.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import type { Column } from '../../../kit/column.ts';
import { count, words } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Figure, Page } from '../../../kit/Page.tsx';
import { Rows } from '../../../kit/Rows.tsx';
import { linkTo } from '../../../kit/route.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { addReasonCode, addTaxCode, policyActions, policyWords, renameAction, type Setting } from './actions.ts';
import { t } from './text.ts';

type Series = OutputOf<'company.listNumberSeries'>['rows'][number];
type Reason = OutputOf<'company.listReasonCodes'>['rows'][number];
type Tax = OutputOf<'accounting.listTaxCodes'>['rows'][number];
const PPM_PER_PERCENT = 10_000;

const plain = (value: Setting['value']): string => (typeof value === 'string' ? value : JSON.stringify(value));
const told = (value: Setting['value']): string =>
  Array.isArray(value) ? value.map(plain).join(', ') : typeof value === 'string' ? words(value) : plain(value);

const policyColumns: readonly Column<Setting>[] = [
  { id: 'key', title: t('policy'), width: 220, text: (s) => words(policyWords(s.key)) },
  { id: 'value', title: t('chosen'), width: 180, text: (s) => told(s.value), tone: (s) => (s.revision === 0 ? 'quiet' : undefined) },
  { id: 'fallback', title: t('fallback'), width: 180, text: (s) => told(s.fallback), tone: () => 'quiet' },
  { id: 'why', title: t('why'), grow: true, text: (s) => s.reason ?? '' },
];
const seriesColumns: readonly Column<Series>[] = [
  { id: 'code', title: t('code'), width: 220, text: (s) => s.code },
  { id: 'year', title: t('year'), width: 180, text: (s) => String(s.year) },
  { id: 'next', title: t('next'), width: 140, numeric: true, text: (s) => count(s.next) },
];
const reasonColumns: readonly Column<Reason>[] = [
  { id: 'code', title: t('code'), width: 220, text: (r) => r.code },
  { id: 'kind', title: t('kind'), width: 180, text: (r) => words(r.kind) },
  { id: 'text', title: t('text'), grow: true, text: (r) => r.text },
  { id: 'role', title: t('role'), width: 200, text: (r) => r.accountRole ?? '' },
];
const taxColumns: readonly Column<Tax>[] = [
  { id: 'code', title: t('code'), width: 220, text: (x) => x.code },
  { id: 'class', title: t('class'), width: 180, text: (x) => x.taxClass },
  { id: 'name', title: t('name'), grow: true, text: (x) => x.name },
  { id: 'country', title: t('country'), width: 100, text: (x) => x.country ?? '' },
  { id: 'rate', title: t('rate'), width: 100, numeric: true, text: (x) => String(x.ratePpm / PPM_PER_PERCENT) },
];

/** How the company works: its policies with the reason of the last change, its numbers, its codes. */
export default function Settings() {
  const { output: company, failure, again } = useAsk('company.getCompany', {});
  const settings = useAsk('company.listSettings', {});
  const series = useAsk('company.listNumberSeries', {});
  const reasons = useAsk('company.listReasonCodes', {});
  const roles = useAsk('company.listRoles', {}).output;
  const classes = useAsk('catalog.listTaxClasses', {}).output;
  const taxes = useAsk('accounting.listTaxCodes', {});
  if (failure && !company) return <FailureNote again={again} failure={failure} />;
  if (!company) return <Waiting />;
  return (
    <Page title={t('title')}>
      <dl className="figures">
        <Figure name={t('company')} value={company.name} />
        <Figure hint={t('toRates')} href={linkTo('/exchange-rates')} name={t('currency')} value={company.currency} />
        <Figure name={t('zone')} value={company.zone} />
        <Figure name={t('country')} value={company.country} />
        <Figure name={t('chart')} value={words(company.chart)} />
      </dl>
      <Actions actions={[renameAction(company)]} even />
      <section>
        <h2>{t('policies')}</h2>
        <Rows asked={settings} columns={policyColumns} empty={t('none')} label={t('policies')} rowId={(s) => s.key} />
        <Actions actions={policyActions(settings.output?.rows ?? [], roles?.rows ?? [])} even />
      </section>
      <section>
        <h2>{t('taxes')}</h2>
        <Rows asked={taxes} columns={taxColumns} empty={t('noTax')} label={t('taxes')} rowId={(x) => x.id} />
        <Actions actions={classes ? [addTaxCode(classes.rows)] : []} even />
      </section>
      <section>
        <h2>{t('reasons')}</h2>
        <Rows asked={reasons} columns={reasonColumns} empty={t('noReasons')} label={t('reasons')} rowId={(r) => r.code} />
        <Actions actions={[addReasonCode]} even />
      </section>
      <section>
        <h2>{t('series')}</h2>
        <Rows asked={series} columns={seriesColumns} empty={t('noSeries')} label={t('series')} rowId={(s) => `${s.code} ${s.year}`} />
      </section>
    </Page>
  );
}
