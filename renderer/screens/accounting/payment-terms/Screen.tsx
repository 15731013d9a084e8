import { Fieldset } from '@mantine/core';
import { Form } from '../../../kit/form/Form.tsx';
import { ChoiceField, TextField } from '../../../kit/form/fields.tsx';
import { useForm } from '../../../kit/form/use-form.ts';
import { Page } from '../../../kit/Page.tsx';
import { Rows } from '../../../kit/Rows.tsx';
import { go, linkTo, useQuery, withQuery } from '../../../kit/route.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { type Terms, termColumns } from './columns.ts';
import { fieldsOf, readTerms, rowsOf } from './read.ts';
import { t } from './text.ts';

/** Payment terms of the company, and the form that adds some or changes those that were chosen. */
export default function PaymentTerms() {
  const asked = useAsk('accounting.listPaymentTerms', {});
  const change = useQuery('change');
  const chosen = asked.output?.rows.find((x) => x.code === change);
  const adds = useQuery('add') !== undefined;
  const open = chosen !== undefined || adds;
  return (
    <Page title={t('title')}>
      <p className="quiet">{t('hint')}</p>
      <Rows asked={asked} columns={termColumns} empty={t('noTerms')} label={t('title')} rowId={(x) => x.code} />
      {open ? null : (
        <p>
          <a href={linkTo(withQuery('/payment-terms', { add: 'yes' }))}>{t('add')}</a>
        </p>
      )}
      {open ? <TermsForm key={chosen?.code ?? ''} terms={chosen} /> : null}
    </Page>
  );
}

function TermsForm({ terms }: { readonly terms: Terms | undefined }) {
  const rows = rowsOf(terms);
  const form = useForm({
    verb: t('save'),
    operation: 'accounting.setPaymentTerms',
    start: { fields: fieldsOf(terms), lines: [] },
    read: (draft) => readTerms(rows, draft),
    ...(terms ? { expect: [{ id: `payment_terms/${terms.code}`, revision: terms.revision }] } : {}),
    done: () => go('/payment-terms'),
  });
  return (
    <Form back="/payment-terms" form={form}>
      <div className="form-fields">
        {terms ? null : <TextField first form={form} hint={t('codeHint')} label={t('code')} name="code" />}
        <TextField first={terms !== undefined} form={form} label={t('name')} name="name" />
        <TextField form={form} label={t('discountShare')} name="discountShare" />
        <TextField form={form} label={t('discountDays')} name="discountDays" />
        {terms ? (
          <ChoiceField
            form={form}
            label={t('inUse')}
            name="active"
            options={(['yes', 'no'] as const).map((value) => ({ value, text: t(value) }))}
          />
        ) : null}
      </div>
      {rows.map((i) => (
        <Fieldset aria-label={t('part', { part: i + 1 })} className="form-fields" key={i} variant="unstyled">
          <TextField form={form} {...(i === 0 ? { hint: t('shareHint') } : {})} label={t('share', { part: i + 1 })} name={`share${i}`} />
          <TextField form={form} label={t('days')} name={`days${i}`} />
          <ChoiceField
            form={form}
            label={t('basis')}
            name={`basis${i}`}
            options={(['invoice', 'month-end'] as const).map((value) => ({ value, text: t(`basis-${value}`) }))}
          />
        </Fieldset>
      ))}
    </Form>
  );
}
