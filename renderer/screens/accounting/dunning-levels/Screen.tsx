import { Fieldset } from '@mantine/core';
import { useCurrency } from '../../../client/connection.ts';
import { Form } from '../../../kit/form/Form.tsx';
import { ChoiceField, TextField } from '../../../kit/form/fields.tsx';
import { useForm } from '../../../kit/form/use-form.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { go } from '../../../kit/route.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { fieldsOf, readLevels, rowsOf, type Terms } from './read.ts';
import { t } from './text.ts';

/** How the company dunns: its levels one below the other, and what holds for all of them. */
export default function DunningLevels() {
  const { output, failure, again } = useAsk('receivables.getDunningTerms', {});
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  return (
    <Page title={t('title')}>
      <p className="quiet">{t('hint')}</p>
      <LevelsForm key={JSON.stringify(output)} terms={output} />
    </Page>
  );
}

function LevelsForm({ terms }: { readonly terms: Terms }) {
  const currency = useCurrency();
  const rows = rowsOf(terms);
  const form = useForm({
    verb: t('save'),
    operation: 'receivables.setDunningTerms',
    start: { fields: fieldsOf(terms, currency), lines: [] },
    read: (draft) => readLevels(rows, currency, draft),
    done: () => go('/dunning'),
  });
  return (
    <Form back="/dunning" form={form}>
      {rows.map((i) => (
        <Fieldset aria-label={t('level', { level: i + 1 })} className="form-fields" key={i} variant="unstyled">
          <TextField first={i === 0} form={form} label={`${t('level', { level: i + 1 })}: ${t('name')}`} name={`name${i}`} />
          <TextField form={form} label={t('afterDays')} name={`afterDays${i}`} />
          <TextField form={form} label={t('fee', { currency })} name={`fee${i}`} />
          <TextField form={form} label={t('words')} name={`words${i}`} />
        </Fieldset>
      ))}
      <div className="form-fields">
        <TextField form={form} hint={t('daysBetweenHint')} label={t('daysBetween')} name="daysBetween" />
        <TextField form={form} label={t('payWithin')} name="payWithin" />
        <TextField form={form} hint={t('leastOpenHint')} label={t('leastOpen', { currency })} name="leastOpen" />
        <ChoiceField
          form={form}
          hint={t('holdHint')}
          label={t('holdFrom')}
          name="holdFrom"
          options={[
            { value: '', text: t('holdNever') },
            ...rows.map((i) => ({ value: String(i + 1), text: t('holdAt', { level: i + 1 }) })),
          ]}
        />
      </div>
    </Form>
  );
}
