import { PAPER_LANGUAGES } from '../../../../preload/contract/documents.ts';
import type { InputOf, OutputOf } from '../../../client/operations.ts';
import type { Draft, Wrong } from '../../../kit/form/draft.ts';
import { Form } from '../../../kit/form/Form.tsx';
import { ChoiceField, TextField } from '../../../kit/form/fields.tsx';
import { useForm } from '../../../kit/form/use-form.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { PrintMenu } from '../../../kit/print/PrintMenu.tsx';
import { go } from '../../../kit/route.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

type Letterhead = OutputOf<'documents.getLetterhead'>;
type Input = InputOf<'documents.setLetterhead'>;
const LINES = ['line1', 'line2', 'line3', 'line4', 'line5'] as const;
const SINGLE = ['email', 'phone', 'website', 'taxNumber'] as const;

function read({ fields }: Draft): { readonly input: Input } | { readonly wrong: Wrong } {
  const said = (name: string) => {
    const text = (fields[name] ?? '').trim();
    return text === '' ? undefined : text;
  };
  const [name, iban, bic] = [said('bankName'), said('iban'), said('bic')];
  if ((name ?? iban ?? bic) !== undefined && (name === undefined || iban === undefined))
    return { wrong: { [name === undefined ? 'bankName' : 'iban']: t('bankNeeded') } };
  const registration = said('registration');
  return {
    input: {
      address: LINES.flatMap((line) => said(line) ?? []),
      language: PAPER_LANGUAGES.find((l) => l === fields['language']) ?? 'en',
      ...Object.fromEntries(SINGLE.flatMap((field) => (said(field) === undefined ? [] : [[field, said(field)]]))),
      ...(registration === undefined ? {} : { registration }),
      ...(name === undefined || iban === undefined ? {} : { bank: { name, iban, ...(bic === undefined ? {} : { bic }) } }),
    },
  };
}

const fieldsOf = (l: Letterhead): Draft['fields'] => ({
  ...Object.fromEntries(LINES.map((line, i) => [line, l.address[i] ?? ''])),
  ...Object.fromEntries(SINGLE.map((field) => [field, l[field] ?? ''])),
  registration: l.registration ?? '',
  bankName: l.bank?.name ?? '',
  iban: l.bank?.iban ?? '',
  bic: l.bank?.bic ?? '',
  language: l.language,
});

/** What stands on every document, and the newest slip to look at it: unlike an invoice it is written anew each time. */
export default function LetterheadScreen() {
  const { output, failure, again } = useAsk('documents.getLetterhead', {});
  const newest = useAsk('fulfillment.listShipments', { limit: 1 }).output?.rows[0];
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  return (
    <Page
      actions={<PrintMenu papers={newest ? [{ kind: 'packing-slip', id: newest.id, number: newest.number }] : []} />}
      title={t('title')}
    >
      <p className="quiet">{t('hint')}</p>
      <LetterheadForm key={JSON.stringify(output)} letterhead={output} />
    </Page>
  );
}

function LetterheadForm({ letterhead }: { readonly letterhead: Letterhead }) {
  const form = useForm({
    verb: t('save'),
    operation: 'documents.setLetterhead',
    start: { fields: fieldsOf(letterhead), lines: [] },
    read,
    done: () => go('/letterhead'),
  });
  return (
    <Form back="/settings" form={form}>
      <div className="form-fields">
        {LINES.map((line, i) => (
          <TextField first={i === 0} form={form} key={line} label={t(line)} name={line} />
        ))}
      </div>
      <div className="form-fields">
        {SINGLE.map((field) => (
          <TextField form={form} key={field} label={t(field)} name={field} />
        ))}
      </div>
      <div className="form-fields">
        <TextField form={form} label={t('bankName')} name="bankName" />
        <TextField form={form} label={t('iban')} name="iban" />
        <TextField form={form} label={t('bic')} name="bic" />
      </div>
      <div className="form-fields">
        <TextField form={form} hint={t('registrationHint')} label={t('registration')} name="registration" />
        <ChoiceField
          form={form}
          label={t('language')}
          name="language"
          options={PAPER_LANGUAGES.map((value) => ({ value, text: t(value) }))}
        />
      </div>
    </Form>
  );
}
