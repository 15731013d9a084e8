import { Button, NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import type { ReadyCompany } from '../../../preload/contract/setup.ts';
import { createCompany } from '../../client/setup.ts';
import { countries, currencies, here, zones } from './choices.ts';
import { t } from './text.ts';

type Costing = 'fifo' | 'average' | 'standard';
const choices = { countries: countries(), currencies: currencies(), zones: zones() };
const place = here();

const START = {
  name: '',
  country: place.country,
  currency: '',
  zone: place.zone,
  costing: 'fifo' as Costing,
  owner: '',
  login: '',
  password: '',
};

/** The questions a company begins with. */
export function NewCompany({ busy, go }: { readonly busy: boolean; readonly go: (work: () => Promise<ReadyCompany>) => void }) {
  const [form, setForm] = useState(START);
  const [warehouses, setWarehouses] = useState([{ code: 'MAIN', name: t('mainWarehouse') }]);
  const field = <K extends keyof typeof START>(key: K) => ({
    value: form[key],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => setForm({ ...form, [key]: event.currentTarget.value }),
  });
  const warehouse = (index: number, key: 'code' | 'name') => ({
    value: warehouses[index]?.[key] ?? '',
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      setWarehouses(warehouses.map((w, i) => (i === index ? { ...w, [key]: event.currentTarget.value } : w))),
  });
  const complete = [form.name, form.currency, form.owner, form.login, form.password].every((text) => text.trim() !== '');
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!complete) return;
    const { name, country, currency, zone, costing, password } = form;
    const owner = { login: form.login.trim(), name: form.owner.trim() };
    go(() =>
      createCompany({
        spec: { name, country, currency, zone, costing, warehouses: warehouses.map((w) => ({ ...w, country })), owner },
        password,
      }),
    );
  };
  const number = (index: number) => ({ number: index + 1 });
  return (
    <form aria-label={t('title')} onSubmit={submit}>
      <fieldset disabled={busy}>
        <legend>{t('company')}</legend>
        <TextInput autoComplete="organization" data-autofocus label={t('name')} maxLength={200} required {...field('name')} />
        <NativeSelect size="xs" data={choices.countries} label={t('country')} {...field('country')} />
        <NativeSelect size="xs" data={choices.currencies} label={t('currency')} required {...field('currency')} />
        <NativeSelect size="xs" data={choices.zones} label={t('zone')} {...field('zone')} />
      </fieldset>
      <fieldset disabled={busy}>
        <legend>{t('books')}</legend>
        <NativeSelect size="xs" data={[{ value: 'generic', label: t('chartGeneric') }]} label={t('chart')} />
        <NativeSelect
          size="xs"
          data={[
            { value: 'fifo', label: t('costingFifo') },
            { value: 'average', label: t('costingAverage') },
            { value: 'standard', label: t('costingStandard') },
          ]}
          label={t('costing')}
          {...field('costing')}
        />
      </fieldset>
      <fieldset disabled={busy}>
        <legend>{t('warehouses')}</legend>
        {warehouses.map((_, index) => (
          // Rows are only ever added at the end.
          <div className="first-run-pair" key={index}>
            <TextInput label={t('warehouseName', number(index))} required {...warehouse(index, 'name')} />
            <TextInput label={t('warehouseCode', number(index))} maxLength={40} required {...warehouse(index, 'code')} />
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
        <TextInput autoComplete="name" label={t('ownerName')} required {...field('owner')} />
        <TextInput autoComplete="username" label={t('login')} required spellCheck={false} {...field('login')} />
        <PasswordInput autoComplete="new-password" description={t('passwordHint')} label={t('password')} required {...field('password')} />
      </fieldset>
      <Button disabled={!complete} loading={busy} type="submit">
        {form.name.trim() === '' ? t('createPlain') : t('create', { name: form.name.trim() })}
      </Button>
    </form>
  );
}
