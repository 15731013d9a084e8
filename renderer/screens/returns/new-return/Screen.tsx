import { useState } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { newId } from '../../../client/new-id.ts';
import { type Draft, lineField, typedRows } from '../../../kit/form/draft.ts';
import { Form } from '../../../kit/form/Form.tsx';
import { ChoiceField, DayField } from '../../../kit/form/fields.tsx';
import { ItemName } from '../../../kit/form/ItemName.tsx';
import { Lines } from '../../../kit/form/Lines.tsx';
import { LOT_CONCERNS, lotsOf } from '../../../kit/form/lots.ts';
import { CustomerField, useCustomer } from '../../../kit/form/PartyField.tsx';
import { Reader } from '../../../kit/form/parse.ts';
import { usePlaces, useReasons } from '../../../kit/form/places.ts';
import { useForm } from '../../../kit/form/use-form.ts';
import { Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { go } from '../../../kit/route.ts';
import { t } from './text.ts';

interface Choice {
  readonly value: string;
  readonly text: string;
}

/** Goods that came back of a sale nobody knows: from whom, what, and what it is worth where somebody can tell. */
export default function NewReturn() {
  const places = usePlaces();
  const reasons = useReasons('return');
  return (
    <Page beside={<span className="quiet">{t('hint')}</span>} title={t('verb')}>
      {places && reasons ? <ReturnForm reasons={reasons} warehouses={places.warehouses} /> : <Waiting />}
    </Page>
  );
}

function ReturnForm({ warehouses, reasons }: { readonly warehouses: readonly Choice[]; readonly reasons: readonly Choice[] }) {
  const currency = useCurrency();
  const [id] = useState(() => newId('ret'));
  const [typed, setTyped] = useState('');
  const found = useCustomer(typed);
  const read = ({ fields, lines }: Draft) => {
    const reader = new Reader();
    const rows = typedRows(lines);
    if (!found.party) reader.say('customer', t('noCustomer'));
    if (rows.length === 0) reader.say(lineField(0, 'sku'), t('oneLine'));
    const { warehouseId = '', reasonCode = '', on = '' } = fields;
    const goods = rows.map(({ line, row }) => {
      const cost = line['unitCostMicros'] ?? '';
      return {
        sku: reader.text(lineField(row, 'sku'), line['sku']),
        qty: reader.quantity(lineField(row, 'qty'), line['qty']),
        ...(cost.trim() === '' ? {} : { unitCostMicros: reader.price(lineField(row, 'unitCostMicros'), cost, currency) }),
        ...lotsOf(line['lot']),
      };
    });
    if (reader.wrong) return { wrong: reader.wrong };
    const said = { ...(reasonCode === '' ? {} : { reasonCode }), ...(on === '' ? {} : { on }) };
    return { input: { returnId: id, partyId: found.party?.id ?? '', warehouseId, ...said, lines: goods } };
  };
  const form = useForm({
    verb: t('verb'),
    operation: 'returns.receiveUnmatched',
    start: { fields: { warehouseId: warehouses[0]?.value ?? '' }, lines: [{}] },
    read,
    concerns: {
      key: 'sku',
      column: { otherwise: 'sku', 'inventory.noCostKnown': 'unitCostMicros', ...LOT_CONCERNS },
      field: { 'accounting.periodLocked': 'on', 'engine.outOfScope': 'warehouseId' },
    },
    done: () => go(`/returns/${id}`),
  });
  const customer = form.draft.fields['customer'] ?? '';
  if (customer !== typed) setTyped(customer);
  return (
    <Form back="/returns" form={form}>
      <div className="form-fields">
        <CustomerField first found={found} form={form} hint={t('customerHint')} label={t('customer')} name="customer" />
        <ChoiceField form={form} label={t('warehouse')} name="warehouseId" options={warehouses} />
        <ChoiceField form={form} label={t('reason')} name="reasonCode" options={[{ value: '', text: t('none') }, ...reasons]} />
        <DayField form={form} label={t('on')} name="on" />
      </div>
      <Lines
        columns={[
          { id: 'sku', title: t('sku'), width: 200 },
          { id: 'item', title: t('item'), shown: (line) => <ItemName sku={line['sku'] ?? ''} /> },
          { id: 'qty', title: t('qty'), width: 120, numeric: true },
          { id: 'lot', title: t('lot'), width: 170 },
          { id: 'unitCostMicros', title: t('cost', { currency }), width: 160, numeric: true },
        ]}
        form={form}
        grows
        label={t('lines')}
      />
    </Form>
  );
}
