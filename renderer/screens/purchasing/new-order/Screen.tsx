import { useState } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { newId } from '../../../client/new-id.ts';
import type { Draft } from '../../../kit/form/draft.ts';
import { Form } from '../../../kit/form/Form.tsx';
import { ChoiceField, DayField, TextField } from '../../../kit/form/fields.tsx';
import { Lines } from '../../../kit/form/Lines.tsx';
import { Reader } from '../../../kit/form/parse.ts';
import { usePlaces } from '../../../kit/form/places.ts';
import { ORDER_CONCERNS, orderColumns, orderLines } from '../../../kit/form/purchase-lines.tsx';
import { useForm } from '../../../kit/form/use-form.ts';
import { EmptyNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { go } from '../../../kit/route.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

interface Choice {
  readonly value: string;
  readonly text: string;
}
interface Supplier extends Choice {
  /** null: the company's */
  readonly currency: string | null;
}

/** A purchase order: from whom, for which warehouse, and what at which price. */
export default function NewPurchaseOrder() {
  const places = usePlaces();
  const suppliers = useAsk('parties.listParties', {
    limit: 500,
    filter: [{ column: 'kind', op: 'in', values: ['supplier', 'both'] }],
  }).output?.rows.map((p): Supplier => ({ value: p.id, text: p.name, currency: p.currency }));
  return (
    <Page title={t('verb')}>
      {!places || !suppliers ? (
        <Waiting />
      ) : suppliers.length === 0 ? (
        <EmptyNote title={t('noSupplier')} />
      ) : (
        <OrderForm suppliers={suppliers} warehouses={places.warehouses} />
      )}
    </Page>
  );
}

function OrderForm({ suppliers, warehouses }: { readonly suppliers: readonly Supplier[]; readonly warehouses: readonly Choice[] }) {
  const home = useCurrency();
  const billedIn = (partyId: string | undefined) => suppliers.find((s) => s.value === partyId)?.currency ?? home;
  const [id] = useState(() => newId('po'));
  const read = ({ fields, lines }: Draft) => {
    const reader = new Reader();
    const goods = orderLines(reader, lines, { currency: billedIn(fields['partyId']), home });
    const { partyId = '', warehouseId = '', expectedOn = '', memo = '', confirm = '' } = fields;
    if (reader.wrong) return { wrong: reader.wrong };
    const due = expectedOn === '' ? {} : { expectedOn };
    return { input: { id, partyId, warehouseId, memo, confirm: confirm === 'yes', ...due, lines: goods } };
  };
  const form = useForm({
    verb: t('verb'),
    operation: 'purchasing.createOrder',
    start: {
      fields: { partyId: suppliers[0]?.value ?? '', warehouseId: warehouses[0]?.value ?? '', confirm: 'no' },
      lines: [{}],
    },
    read,
    concerns: { ...ORDER_CONCERNS, field: { 'engine.outOfScope': 'warehouseId' } },
    done: () => go(`/purchase-orders/${id}`),
  });
  return (
    <Form back="/purchase-orders" form={form}>
      <div className="form-fields">
        <ChoiceField first form={form} label={t('supplier')} name="partyId" options={suppliers} />
        <ChoiceField form={form} label={t('warehouse')} name="warehouseId" options={warehouses} />
        <DayField form={form} label={t('expected')} name="expectedOn" />
        <ChoiceField
          form={form}
          label={t('state')}
          name="confirm"
          options={[
            { value: 'no', text: t('draft') },
            { value: 'yes', text: t('confirmed') },
          ]}
        />
        <TextField form={form} label={t('memo')} name="memo" />
      </div>
      <Lines columns={orderColumns({ currency: billedIn(form.draft.fields['partyId']), home })} form={form} grows label={t('lines')} />
    </Form>
  );
}
