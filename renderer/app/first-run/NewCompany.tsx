import { Alert, Button, NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import { type SubmitEvent, useRef, useState } from 'react';
import { CHART_NAMES, type ChartName, chartFor } from '../../../preload/contract/company-chart.ts';
import type { ReadyCompany } from '../../../preload/contract/setup.ts';
import { asFailure, type Failure } from '../../client/failure.ts';
import { createCompany } from '../../client/setup.ts';
import { besideFields } from '../../kit/action/use-action.ts';
import { useFirstWrong } from '../../kit/form/use-form.ts';
import { words } from '../../kit/format.ts';
import { countries, currencies, here, zones } from './choices.ts';
import { t } from './text.ts';

type Costing = 'fifo' | 'average' | 'standard';
type Warehouse = { readonly code: string; readonly name: string };
const choices = { countries: countries(), currencies: currencies(), zones: zones() };
const place = here();

const START = {
  'spec.name': '',
  'spec.country': place.country,
  'spec.currency': '',
  'spec.zone': place.zone,
  'spec.chart': chartFor(place.country),
  'spec.costing': 'fifo',
  'spec.owner.name': '',
  'spec.owner.login': '',
  password: '',
};
/** A field by the path a refusal of its input names. */
type FieldName = keyof typeof START;
type Form = Readonly<Record<FieldName, string>>;

/** What is refused for other reasons than its form belongs beside these fields. */
const ABOUT: Readonly<Record<string, FieldName>> = {
  'setup.addressTaken': 'spec.name',
  'company.unknownZone': 'spec.zone',
  'signIn.passwordTooShort': 'password',
  'signIn.passwordTooPlain': 'password',
};

/** A chart nobody chose goes with the country; one that was chosen stays. */
function answered(form: Form, key: FieldName, value: string): Form {
  const next = { ...form, [key]: value };
  const suggested = key === 'spec.country' && form['spec.chart'] === chartFor(form['spec.country']);
  return suggested ? { ...next, 'spec.chart': chartFor(value) } : next;
}

const inputOf = (form: Form, warehouses: readonly Warehouse[]): Parameters<typeof createCompany>[0] => {
  const country = form['spec.country'];
  return {
    spec: {
      name: form['spec.name'],
      country,
      currency: form['spec.currency'],
      zone: form['spec.zone'],
      chart: form['spec.chart'] as ChartName,
      costing: form['spec.costing'] as Costing,
      warehouses: warehouses.map((w) => ({ code: w.code.trim(), name: w.name, country })),
      owner: { login: form['spec.owner.login'], name: form['spec.owner.name'] },
    },
    password: form.password,
  };
};

/** Sentences beside the fields they are about; what is about none stands above the button. */
interface Said {
  readonly beside: Readonly<Record<string, string>>;
  readonly above?: Failure;
}

function saidOf(failure: Failure): Said {
  const field = ABOUT[failure.code];
  const beside = field === undefined ? besideFields(failure) : { [field]: failure.message };
  return Object.keys(beside).length > 0 ? { beside } : { beside, above: failure };
}

/**
 * The questions a company begins with. Whether the answers are good is the engine's to say: each refusal stands beside its field, what was typed stays, and the
 * keyboard goes to the first that is wrong. `go` carries the work out and lets what refuses it through.
 */
export function NewCompany({ busy, go }: { readonly busy: boolean; readonly go: (work: () => Promise<ReadyCompany>) => Promise<void> }) {
  const [form, setForm] = useState<Form>(START);
  const [warehouses, setWarehouses] = useState<readonly Warehouse[]>([{ code: 'MAIN', name: t('mainWarehouse') }]);
  const [said, setSaid] = useState<Said>({ beside: {} });
  const frame = useRef<HTMLFormElement>(null);
  useFirstWrong(frame, said.beside);

  const edited = (path: string) => setSaid(({ beside: { [path]: _said, ...others } }) => ({ beside: others }));
  const field = (key: FieldName) => ({
    // Said to who cannot see the colour, and where the keyboard goes; the field of a password does not say it by itself.
    'aria-invalid': said.beside[key] !== undefined || undefined,
    error: said.beside[key],
    name: key,
    value: form[key],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => {
      setForm(answered(form, key, event.currentTarget.value));
      edited(key);
    },
  });
  const warehouse = (index: number, key: keyof Warehouse) => {
    const path = `spec.warehouses.${index}.${key}`;
    return {
      error: said.beside[path],
      name: path,
      value: warehouses[index]?.[key] ?? '',
      onChange: (event: { readonly currentTarget: { readonly value: string } }) => {
        setWarehouses(warehouses.map((w, i) => (i === index ? { ...w, [key]: event.currentTarget.value } : w)));
        edited(path);
      },
    };
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setSaid({ beside: {} });
    go(() => createCompany(inputOf(form, warehouses))).catch((error: unknown) => setSaid(saidOf(asFailure(error))));
  };
  const number = (index: number) => ({ number: index + 1 });
  return (
    <form aria-label={t('title')} noValidate onSubmit={submit} ref={frame}>
      <fieldset disabled={busy}>
        <legend>{t('company')}</legend>
        <TextInput autoComplete="organization" data-autofocus label={t('name')} required {...field('spec.name')} />
        <NativeSelect size="xs" data={choices.countries} label={t('country')} {...field('spec.country')} />
        <NativeSelect size="xs" data={choices.currencies} label={t('currency')} required {...field('spec.currency')} />
        <NativeSelect size="xs" data={choices.zones} label={t('zone')} {...field('spec.zone')} />
      </fieldset>
      <fieldset disabled={busy}>
        <legend>{t('books')}</legend>
        <NativeSelect
          size="xs"
          data={CHART_NAMES.map((value) => ({ value, label: words(value) }))}
          label={t('chart')}
          {...field('spec.chart')}
        />
        <NativeSelect
          size="xs"
          data={[
            { value: 'fifo', label: t('costingFifo') },
            { value: 'average', label: t('costingAverage') },
            { value: 'standard', label: t('costingStandard') },
          ]}
          label={t('costing')}
          {...field('spec.costing')}
        />
      </fieldset>
      <fieldset disabled={busy}>
        <legend>{t('warehouses')}</legend>
        {warehouses.map((_, index) => (
          // Rows are only ever added at the end.
          <div className="first-run-pair" key={index}>
            <TextInput label={t('warehouseName', number(index))} required {...warehouse(index, 'name')} />
            <TextInput label={t('warehouseCode', number(index))} required {...warehouse(index, 'code')} />
          </div>
        ))}
        <Button
          onClick={() =>
            setWarehouses([...warehouses, { code: `WH${warehouses.length + 1}`, name: t('warehouseName', number(warehouses.length)) }])
          }
          variant="default"
        >
          {t('addWarehouse')}
        </Button>
      </fieldset>
      <fieldset disabled={busy}>
        <legend>{t('owner')}</legend>
        <TextInput autoComplete="name" label={t('ownerName')} required {...field('spec.owner.name')} />
        <TextInput autoComplete="username" label={t('login')} required spellCheck={false} {...field('spec.owner.login')} />
        <PasswordInput autoComplete="new-password" description={t('passwordHint')} label={t('password')} required {...field('password')} />
      </fieldset>
      {said.above === undefined ? null : (
        <Alert className="first-run-wide" color="red" p="xs" role="alert" variant="light">
          {said.above.message}
        </Alert>
      )}
      <Button loading={busy} type="submit">
        {form['spec.name'].trim() === '' ? t('createPlain') : t('create', { name: form['spec.name'].trim() })}
      </Button>
    </form>
  );
}
