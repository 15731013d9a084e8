import { useState } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { newId } from '../../../client/new-id.ts';
import { type Draft, lineField, typedRows } from '../../../kit/form/draft.ts';
import { Form } from '../../../kit/form/Form.tsx';
import { ChoiceField, DayField, TextField } from '../../../kit/form/fields.tsx';
import { ItemName } from '../../../kit/form/ItemName.tsx';
import { Lines } from '../../../kit/form/Lines.tsx';
import { LOT_CONCERNS, lotCodes } from '../../../kit/form/lots.ts';
import { Reader } from '../../../kit/form/parse.ts';
import { usePlaces } from '../../../kit/form/places.ts';
import { useForm } from '../../../kit/form/use-form.ts';
import { Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { go } from '../../../kit/route.ts';
import { t } from './text.ts';

/** Goods without a purchase order: where to, when, and what at which cost. */
export default function Receive() {
  const places = usePlaces();
  return (
    <Page beside={<span className="quiet">{t('hint')}</span>} title={t('verb')}>
      {places ? <ReceiveForm places={places.places} warehouses={places.warehouses} /> : <Waiting />}
    </Page>
  );
}

/** Lots a line brings in, with the last day that is the same for all of them. */
function arriving(typed: string | undefined, on: string | undefined) {
  const expiresOn = (on ?? '').trim();
  const lots = lotCodes(typed).map((code) => ({ code, ...(expiresOn === '' ? {} : { expiresOn }) }));
  return lots.length === 0 ? {} : { lots };
}

interface Choice {
  readonly value: string;
  readonly text: string;
}

function ReceiveForm({
  warehouses,
  places,
}: {
  readonly warehouses: readonly Choice[];
  readonly places: readonly (Choice & { readonly warehouseId: string })[];
}) {
  const currency = useCurrency();
  const [id] = useState(() => newId('sd'));
  const read = ({ fields, lines }: Draft) => {
    const reader = new Reader();
    const rows = typedRows(lines);
    if (rows.length === 0) reader.say(lineField(0, 'sku'), t('oneLine'));
    const { warehouseId = '', locationId = '', on = '', memo = '' } = fields;
    const read_ = rows.map(({ line, row }) => ({
      sku: reader.text(lineField(row, 'sku'), line['sku']),
      ...reader.packed(lineField(row, 'qty'), line['qty']),
      unitCostMicros: reader.price(lineField(row, 'unitCostMicros'), line['unitCostMicros'], currency),
      ...arriving(line['lot'], line['expiresOn']),
    }));
    if (reader.wrong) return { wrong: reader.wrong };
    const place = locationId === '' ? {} : { locationId };
    return { input: { id, warehouseId, ...place, memo, ...(on === '' ? {} : { on }), lines: read_ } };
  };
  const form = useForm({
    verb: t('verb'),
    operation: 'inventory.receiveStock',
    start: { fields: { warehouseId: warehouses[0]?.value ?? '' }, lines: [{}] },
    read,
    concerns: {
      key: 'sku',
      column: {
        otherwise: 'sku',
        'catalog.unknownPack': 'qty',
        'inventory.lotDateNeeded': 'expiresOn',
        'inventory.lotDatesDiffer': 'expiresOn',
        ...LOT_CONCERNS,
      },
      field: { 'accounting.periodLocked': 'on', 'engine.outOfScope': 'warehouseId' },
    },
    done: () => go(`/stock-documents/${id}`),
  });
  // A place belongs to its warehouse: another warehouse starts with its own stock place.
  const say = (field: string, text: string) => {
    form.say(field, text);
    form.say('locationId', '');
  };
  return (
    <Form back="/receipts" form={form}>
      <div className="form-fields">
        <ChoiceField first form={{ ...form, say }} label={t('warehouse')} name="warehouseId" options={warehouses} />
        <ChoiceField
          form={form}
          label={t('place')}
          name="locationId"
          options={[{ value: '', text: t('stockPlace') }, ...places.filter((p) => p.warehouseId === form.draft.fields['warehouseId'])]}
        />
        <DayField form={form} label={t('on')} name="on" />
        <TextField form={form} label={t('memo')} name="memo" />
      </div>
      <Lines
        columns={[
          { id: 'sku', title: t('sku'), width: 200 },
          { id: 'item', title: t('item'), shown: (line) => <ItemName sku={line['sku'] ?? ''} /> },
          { id: 'qty', title: t('qty'), packs: true, width: 160, numeric: true },
          { id: 'lot', title: t('lot'), width: 170 },
          { id: 'expiresOn', title: t('expires'), width: 120 },
          { id: 'unitCostMicros', title: t('cost', { currency }), width: 160, numeric: true },
        ]}
        form={form}
        grows
        label={t('lines')}
      />
    </Form>
  );
}
