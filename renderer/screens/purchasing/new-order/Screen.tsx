import { useState } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { newId } from '../../../client/new-id.ts';
import { type Draft, lineField, typedRows } from '../../../kit/form/draft.ts';
import { Form } from '../../../kit/form/Form.tsx';
import { ChoiceField, DayField, TextField } from '../../../kit/form/fields.tsx';
import { ItemName } from '../../../kit/form/ItemName.tsx';
import { Lines } from '../../../kit/form/Lines.tsx';
import { Reader } from '../../../kit/form/parse.ts';
import { usePlaces } from '../../../kit/form/places.ts';
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
    const rows = typedRows(lines);
    const currency = billedIn(fields['partyId']);
    if (rows.length === 0) reader.say(lineField(0, 'sku'), t('oneLine'));
    const { partyId = '', warehouseId = '', expectedOn = '', memo = '', confirm = '' } = fields;
    const goods = rows.map(({ line, row }) => ({
      sku: reader.text(lineField(row, 'sku'), line['sku']),
      ...reader.packed(lineField(row, 'qty'), line['qty']),
      priceMicros: reader.price(lineField(row, 'priceMicros'), line['priceMicros'], currency),
      ...((line['taxCode'] ?? '').trim() === '' ? {} : { taxCode: line['taxCode']?.trim() }),
    }));
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
    concerns: { key: 'sku', column: { otherwise: 'sku', 'catalog.unknownPack': 'qty' }, field: { 'engine.outOfScope': 'warehouseId' } },
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
      <Lines
        columns={[
          { id: 'sku', title: t('sku'), width: 200 },
          { id: 'item', title: t('item'), shown: (line) => <ItemName sku={line['sku'] ?? ''} /> },
          { id: 'qty', title: t('qty'), packs: true, width: 160, numeric: true },
          { id: 'priceMicros', title: t('price', { currency: billedIn(form.draft.fields['partyId']) }), width: 150, numeric: true },
          { id: 'taxCode', title: t('taxCode'), width: 120 },
        ]}
        form={form}
        grows
        label={t('lines')}
      />
    </Form>
  );
}
