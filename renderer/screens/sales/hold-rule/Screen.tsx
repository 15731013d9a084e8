import { RULE_KINDS } from '../../../../preload/contract/sales-rules.ts';
import { useCurrency } from '../../../client/connection.ts';
import { Form } from '../../../kit/form/Form.tsx';
import { ChoiceField, TextField } from '../../../kit/form/fields.tsx';
import { type FormState, useForm } from '../../../kit/form/use-form.ts';
import { words } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { go, linkTo } from '../../../kit/route.ts';
import type { HoldRule } from '../../../kit/rule-words.ts';
import type { ScreenProps } from '../../../kit/screen.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { fieldsOf, type Kind, type Known, readRule } from './read.ts';
import { Trial } from './Trial.tsx';
import { t } from './text.ts';

const NEW = 'new';
const RULES = '/hold-rules';
const CARD = ['mismatch', 'partial', 'unavailable'] as const;
const NEEDS = ['country', 'street'] as const;

interface Choice {
  readonly value: string;
  readonly text: string;
}

/** One rule: what it looks for, in which orders, and what follows; tried on the last orders before it is saved. */
export default function HoldRuleScreen({ params }: ScreenProps) {
  const code = params['id'] ?? NEW;
  const currency = useCurrency();
  const rules = useAsk('sales.listOrderRules', {});
  const owners = useAsk('sales.listRuleOwners', {}).output;
  const channels = useAsk('channels.listChannels', {});
  const categories = useAsk('catalog.listCategories', {});
  const warehouses = useAsk('inventory.listWarehouses', {});
  const rule = rules.output?.rows.find((r) => r.code === code);
  if (rules.failure && !rules.output) return <FailureNote again={rules.again} failure={rules.failure} />;
  // What somebody may not read is not there to choose.
  const ready = [channels, categories, warehouses].every((a) => a.output ?? a.failure);
  if (!rules.output || !owners || !ready) return <Waiting />;
  const known: Known = { currency, channels: channels.output?.rows ?? [], categories: categories.output?.rows ?? [] };
  return (
    <Page
      record={rule !== undefined}
      title={
        <>
          <a className="crumb" href={linkTo(RULES)}>
            {t('rules')}
          </a>{' '}
          / {rule?.name ?? t('newRule')}
        </>
      }
    >
      <RuleForm
        key={`${code} ${rule?.revision ?? 0}`}
        known={known}
        owners={owners.rows.map((o) => ({ value: `${o.kind}/${o.id}`, text: o.kind === 'role' ? t('role', { name: o.name }) : o.name }))}
        rule={rule}
        warehouses={(warehouses.output?.rows ?? []).map((w) => ({ value: w.id, text: `${w.code} ${w.name}` }))}
      />
    </Page>
  );
}

function RuleForm(props: {
  readonly rule: HoldRule | undefined;
  readonly known: Known;
  readonly owners: readonly Choice[];
  readonly warehouses: readonly Choice[];
}) {
  const { rule, known, owners, warehouses } = props;
  const form = useForm({
    verb: t('save'),
    operation: 'sales.setOrderRule',
    start: {
      fields: rule
        ? fieldsOf(rule, known)
        : { kind: 'high-value', severity: 'block', owner: owners[0]?.value ?? '', active: 'on', results: 'mismatch', needs: 'street' },
      lines: [],
    },
    read: (draft) => readRule(draft, known),
    concerns: { field: { 'sales.ruleKindStands': 'kind' } },
    ...(rule ? { expect: [{ id: `order_rule/${rule.code}`, revision: rule.revision }] } : {}),
    done: () => go(RULES),
  });
  const kind = (form.draft.fields['kind'] ?? 'high-value') as Kind;
  return (
    <>
      <Form back={RULES} form={form}>
        <div className="form-fields">
          {rule ? null : <TextField first form={form} hint={t('codeHint')} label={t('code')} name="code" />}
          <TextField first={rule !== undefined} form={form} label={t('name')} name="name" />
          {rule ? null : (
            <ChoiceField form={form} label={t('kind')} name="kind" options={RULE_KINDS.map((value) => ({ value, text: words(value) }))} />
          )}
          <Limits currency={known.currency} form={form} kind={kind} warehouses={warehouses} />
        </div>
        <div className="form-fields">
          <ChoiceField
            form={form}
            label={t('severity')}
            name="severity"
            options={(['block', 'warn'] as const).map((value) => ({ value, text: t(value) }))}
          />
          <ChoiceField form={form} label={t('owner')} name="owner" options={owners} />
          <TextField form={form} hint={t('slaHint')} label={t('sla')} name="slaHours" />
          <ChoiceField
            form={form}
            label={t('active')}
            name="active"
            options={(['on', 'off'] as const).map((value) => ({ value, text: t(value) }))}
          />
        </div>
        <div className="form-fields">
          <TextField form={form} hint={t('channelsHint')} label={t('channels')} name="channels" />
          <TextField form={form} hint={t('countriesHint')} label={t('countries')} name="countries" />
          <TextField form={form} hint={t('tiersHint')} label={t('tiers')} name="tiers" />
        </div>
      </Form>
      <Trial draft={form.draft} known={known} />
    </>
  );
}

/** The limits of a rule, by what it looks for. */
function Limits(props: {
  readonly form: FormState;
  readonly kind: Kind;
  readonly currency: string;
  readonly warehouses: readonly Choice[];
}) {
  const { form, kind, currency, warehouses } = props;
  switch (kind) {
    case 'deep-discount':
    case 'margin-floor':
    case 'price-list':
      return <TextField form={form} label={t(kind === 'margin-floor' ? 'below' : 'abovePercent')} name="percent" />;
    case 'huge-quantity':
      return <TextField form={form} label={t('above')} name="quantity" />;
    case 'high-value':
    case 'new-address':
      return <TextField form={form} label={t('aboveMoney', { currency })} name="amount" />;
    case 'fraud-score':
      return <TextField form={form} label={t('from')} name="from" />;
    case 'velocity':
      return (
        <>
          <TextField form={form} label={t('orders')} name="orders" />
          <TextField form={form} label={t('hours')} name="hours" />
        </>
      );
    case 'address-mismatch':
      return (
        <ChoiceField
          form={form}
          label={t('results')}
          name="results"
          options={CARD.map((value) => ({ value, text: t(`results-${value}`) }))}
        />
      );
    case 'address-incomplete':
      return (
        <ChoiceField form={form} label={t('needs')} name="needs" options={NEEDS.map((value) => ({ value, text: t(`needs-${value}`) }))} />
      );
    case 'restricted-goods':
      return (
        <>
          <TextField form={form} hint={t('countriesHint')} label={t('countriesNot')} name="countriesNot" />
          <TextField form={form} hint={t('categoriesHint')} label={t('categories')} name="categories" />
          <TextField form={form} hint={t('skusHint')} label={t('skus')} name="skus" />
        </>
      );
    case 'stock':
      return (
        <ChoiceField
          form={form}
          label={t('warehouse')}
          name="warehouseId"
          options={[{ value: '', text: t('allWarehouses') }, ...warehouses]}
        />
      );
    default:
      return null;
  }
}
