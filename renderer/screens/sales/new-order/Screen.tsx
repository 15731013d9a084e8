import { useState } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { newId } from '../../../client/new-id.ts';
import type { Draft } from '../../../kit/form/draft.ts';
import { Form } from '../../../kit/form/Form.tsx';
import { ChoiceField, DayField, TextField } from '../../../kit/form/fields.tsx';
import { CustomerField, useCustomer } from '../../../kit/form/PartyField.tsx';
import { type FormState, useForm } from '../../../kit/form/use-form.ts';
import { words } from '../../../kit/format.ts';
import { Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { go } from '../../../kit/route.ts';
import { SALE_CONCERNS, SaleLines } from '../../../kit/selling/SaleLines.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { PAYMENTS, readOrder } from './read.ts';
import { t } from './text.ts';

const START: Draft = { fields: { payment: 'on-account', tax: 'without', above: 'no' }, lines: [{}] };

/** An order taken by hand: for whom, and what at which price. */
export default function NewOrder() {
  const today = useAsk('engine.status', {}).output?.today;
  return <Page title={t('verb')}>{today === undefined ? <Waiting /> : <OrderForm today={today} />}</Page>;
}

function OrderForm({ today }: { readonly today: string }) {
  const currency = useCurrency();
  const [id] = useState(() => newId('so'));
  const [typed, setTyped] = useState('');
  const [above, setAbove] = useState(false);
  const found = useCustomer(typed);
  const form = useForm({
    verb: t('verb'),
    operation: above ? 'sales.acceptOrderAboveLimit' : 'sales.acceptOrder',
    start: START,
    read: (draft) => readOrder(draft, { id, currency, today, customer: found.party }),
    concerns: SALE_CONCERNS,
    done: () => go(`/orders/${id}`),
  });
  const { fields } = form.draft;
  if ((fields['customer'] ?? '') !== typed) setTyped(fields['customer'] ?? '');
  if ((fields['above'] === 'yes') !== above) setAbove(!above);
  return (
    <Form back="/orders" form={form}>
      <div className="form-fields">
        <CustomerField first found={found} form={form} hint={t('customerHint')} label={t('customer')} name="customer" />
        <TextField form={form} hint={t('countryHint')} label={t('country')} name="country" />
        <DayField form={form} label={t('promised')} name="promisedOn" />
        <Choices form={form} />
      </div>
      <SaleLines currency={currency} form={form} partyId={found.party?.id} />
    </Form>
  );
}

function Choices({ form }: { readonly form: FormState }) {
  return (
    <>
      <ChoiceField form={form} label={t('payment')} name="payment" options={PAYMENTS.map((value) => ({ value, text: words(value) }))} />
      <ChoiceField
        form={form}
        label={t('tax')}
        name="tax"
        options={[
          { value: 'without', text: t('withoutTax') },
          { value: 'with', text: t('withTax') },
        ]}
      />
      <ChoiceField
        form={form}
        label={t('above')}
        name="above"
        options={(['no', 'yes'] as const).map((value) => ({ value, text: t(`above-${value}`) }))}
      />
    </>
  );
}
