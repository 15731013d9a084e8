import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { newId } from '../../../client/new-id.ts';
import type { Draft, Line } from '../../../kit/form/draft.ts';
import { Form } from '../../../kit/form/Form.tsx';
import { ChoiceField, DayField, TextField } from '../../../kit/form/fields.tsx';
import { ItemName } from '../../../kit/form/ItemName.tsx';
import { Lines } from '../../../kit/form/Lines.tsx';
import { CustomerField, useCustomer } from '../../../kit/form/PartyField.tsx';
import { type FormState, useForm } from '../../../kit/form/use-form.ts';
import { price, words } from '../../../kit/format.ts';
import { Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { go } from '../../../kit/route.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { PAYMENTS, type Quote, quoteOf, readOrder } from './read.ts';
import { t } from './text.ts';

const SETTLED_MS = 250;
const START: Draft = { fields: { payment: 'on-account', tax: 'without', above: 'no' }, lines: [{}] };

/** An order taken by hand: for whom, and what at which price. */
export default function NewOrder() {
  const today = useAsk('engine.status', {}).output?.today;
  return <Page title={t('verb')}>{today === undefined ? <Waiting /> : <OrderForm today={today} />}</Page>;
}

/** Prices of the lines by their row, as the lists of the customer say; asked again when what is typed has settled. */
function useQuotes(draft: Draft, partyId: string | undefined): ReadonlyMap<number, Quote> {
  const { input, rows } = quoteOf(draft, partyId);
  const [settled] = useDebouncedValue(JSON.stringify(input ?? null), SETTLED_MS);
  const { output } = useAsk('sales.quotePrices', (JSON.parse(settled) as typeof input | null) ?? undefined);
  return new Map(
    settled === JSON.stringify(input ?? null) ? rows.flatMap((row, i) => (output ? [[row, output.rows[i] ?? null]] : [])) : [],
  );
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
    concerns: {
      key: 'sku',
      column: { otherwise: 'sku', 'catalog.unknownPack': 'qty', 'sales.noPrice': 'price', 'sales.discountAboveLimit': 'discount' },
    },
    done: () => go(`/orders/${id}`),
  });
  const { fields } = form.draft;
  if ((fields['customer'] ?? '') !== typed) setTyped(fields['customer'] ?? '');
  if ((fields['above'] === 'yes') !== above) setAbove(!above);
  const quotes = useQuotes(form.draft, found.party?.id);
  return (
    <Form back="/orders" form={form}>
      <div className="form-fields">
        <CustomerField first found={found} form={form} hint={t('customerHint')} label={t('customer')} name="customer" />
        <TextField form={form} hint={t('countryHint')} label={t('country')} name="country" />
        <DayField form={form} label={t('promised')} name="promisedOn" />
        <Choices form={form} />
      </div>
      <OrderLines currency={currency} form={form} quotes={quotes} />
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

function OrderLines(props: { readonly form: FormState; readonly currency: string; readonly quotes: ReadonlyMap<number, Quote> }) {
  const { form, currency, quotes } = props;
  const columns = useMemo(() => {
    const listed = (_: Line, row: number) => {
      const quote = quotes.get(row);
      if (quote === undefined) return '';
      if (quote === null) return t('noPrice');
      return `${price(quote.unitPriceMicros, currency)} · ${quote.priceListName ?? t('ofItem')}`;
    };
    return [
      { id: 'sku', title: t('sku'), width: 170 },
      { id: 'item', title: t('item'), shown: (line: Line) => <ItemName sku={line['sku'] ?? ''} /> },
      { id: 'qty', title: t('qty'), packs: true as const, width: 150, numeric: true },
      { id: 'listed', title: t('listPrice'), width: 190, numeric: true, shown: listed },
      { id: 'price', title: t('price', { currency }), width: 120, numeric: true },
      { id: 'discount', title: t('discount'), width: 100, numeric: true },
      { id: 'taxCode', title: t('taxCode'), width: 110 },
    ];
  }, [currency, quotes]);
  return <Lines columns={columns} form={form} grows label={t('lines')} />;
}
