import { useState } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { newId } from '../../../client/new-id.ts';
import type { Draft } from '../../../kit/form/draft.ts';
import { Form } from '../../../kit/form/Form.tsx';
import { ChoiceField, DayField, TextField } from '../../../kit/form/fields.tsx';
import { CustomerField, useCustomer } from '../../../kit/form/PartyField.tsx';
import { Reader } from '../../../kit/form/parse.ts';
import { type FormState, useForm } from '../../../kit/form/use-form.ts';
import { EmptyNote, FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { go } from '../../../kit/route.ts';
import type { ScreenProps } from '../../../kit/screen.ts';
import { SALE_CONCERNS, SaleLines } from '../../../kit/selling/SaleLines.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { draftOf, type Quote, readTerms } from './read.ts';
import { t } from './text.ts';

const START: Draft = { fields: { tax: 'without' }, lines: [{}] };

/** A new quote, or the next version of one. */
export default function QuoteForm({ params }: ScreenProps) {
  const quoteId = params['id'];
  return quoteId === undefined ? (
    <Page title={t('verb')}>
      <NewForm />
    </Page>
  ) : (
    <Revision quoteId={quoteId} />
  );
}

function Revision({ quoteId }: { readonly quoteId: string }) {
  const { output, failure, again } = useAsk('sales.getQuote', { quoteId });
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  return (
    <Page beside={<span className="quiet">{`${output.number} · ${output.partyName}`}</span>} title={t('revise')}>
      {output.orderId !== null || output.declineReason !== null ? (
        <EmptyNote title={t('decided', { number: output.number })} />
      ) : (
        <ReviseForm quote={output} />
      )}
    </Page>
  );
}

function NewForm() {
  const currency = useCurrency();
  const [quoteId] = useState(() => newId('quo'));
  const [typed, setTyped] = useState('');
  const found = useCustomer(typed);
  const form = useForm({
    verb: t('verb'),
    operation: 'sales.makeQuote',
    start: START,
    read: (draft) => {
      const reader = new Reader();
      if (!found.party) reader.say('customer', t('noCustomer'));
      const read = readTerms(draft, currency, found.party?.country, reader);
      return 'wrong' in read ? read : { input: { quoteId, partyId: found.party?.id ?? '', ...read.terms } };
    },
    concerns: SALE_CONCERNS,
    done: () => go(`/quotes/${quoteId}`),
  });
  const { fields } = form.draft;
  if ((fields['customer'] ?? '') !== typed) setTyped(fields['customer'] ?? '');
  return (
    <Form back="/quotes" form={form}>
      <div className="form-fields">
        <CustomerField first found={found} form={form} hint={t('customerHint')} label={t('customer')} name="customer" />
        <TermsFields form={form} />
      </div>
      <SaleLines currency={currency} form={form} partyId={found.party?.id} />
    </Form>
  );
}

function ReviseForm({ quote }: { readonly quote: Quote }) {
  const currency = useCurrency();
  // As it was when the form opened: what others changed meanwhile is refused by the engine, not typed over.
  const [was] = useState(quote);
  const [start] = useState(() => draftOf(quote, currency));
  const form = useForm({
    verb: t('revise'),
    operation: 'sales.reviseQuote',
    expect: [{ id: was.id, revision: was.revision }],
    start,
    read: (draft) => {
      const read = readTerms(draft, currency, was.country, new Reader(), was.lines);
      return 'wrong' in read ? read : { input: { quoteId: was.id, ...read.terms } };
    },
    concerns: SALE_CONCERNS,
    done: () => go(`/quotes/${was.id}`),
  });
  return (
    <Form back={`/quotes/${was.id}`} form={form}>
      <div className="form-fields">
        <TermsFields form={form} />
      </div>
      <SaleLines currency={currency} form={form} partyId={was.partyId} />
    </Form>
  );
}

function TermsFields({ form }: { readonly form: FormState }) {
  const options = [
    { value: 'without', text: t('withoutTax') },
    { value: 'with', text: t('withTax') },
  ];
  return (
    <>
      <DayField form={form} label={t('until')} name="validUntil" />
      <TextField form={form} hint={t('countryHint')} label={t('country')} name="country" />
      <ChoiceField form={form} label={t('tax')} name="tax" options={options} />
      <TextField form={form} label={t('memo')} name="memo" />
    </>
  );
}
