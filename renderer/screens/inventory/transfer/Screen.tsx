import { useState } from 'react';
import { newId } from '../../../client/new-id.ts';
import { type Concerns, type Draft } from '../../../kit/form/draft.ts';
import { Form } from '../../../kit/form/Form.tsx';
import { ChoiceField, DayField, TextField } from '../../../kit/form/fields.tsx';
import { goodsLines } from '../../../kit/form/goods-lines.ts';
import { ItemName } from '../../../kit/form/ItemName.tsx';
import { Lines } from '../../../kit/form/Lines.tsx';
import { LOT_CONCERNS } from '../../../kit/form/lots.ts';
import { Reader } from '../../../kit/form/parse.ts';
import { usePlaces } from '../../../kit/form/places.ts';
import { useForm } from '../../../kit/form/use-form.ts';
import { Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { go } from '../../../kit/route.ts';
import { t } from './text.ts';

interface Place {
  readonly value: string;
  readonly text: string;
}
const CONCERNS: Concerns = {
  key: 'sku',
  column: { otherwise: 'qty', 'engine.notFound': 'sku', ...LOT_CONCERNS },
  field: { 'accounting.periodLocked': 'on', 'inventory.nothingToMove': 'toLocationId', 'engine.outOfScope': 'fromLocationId' },
};

/** Stock from one place to another: at once, or sent now and received later, when it is in transit between. */
export default function Transfer() {
  const places = usePlaces();
  return (
    <Page beside={<span className="quiet">{t('hint')}</span>} title={t('verb')}>
      {places ? <TransferForm places={places.places} /> : <Waiting />}
    </Page>
  );
}

function TransferForm({ places }: { readonly places: readonly Place[] }) {
  const [id] = useState(() => newId('sd'));
  const [how, setHow] = useState<'inventory.transferStock' | 'inventory.shipTransfer'>('inventory.transferStock');
  const read = ({ fields, lines }: Draft) => {
    const reader = new Reader();
    const { fromLocationId = '', toLocationId = '', on = '', memo = '' } = fields;
    const goods = goodsLines(reader, lines, t('oneLine'));
    if (reader.wrong) return { wrong: reader.wrong };
    return { input: { id, fromLocationId, toLocationId, memo, ...(on === '' ? {} : { on }), lines: goods } };
  };
  const form = useForm({
    verb: t('verb'),
    operation: how,
    start: { fields: { fromLocationId: places[0]?.value ?? '', toLocationId: places[1]?.value ?? '', how }, lines: [{}] },
    read,
    concerns: CONCERNS,
    done: () => go(`/stock-documents/${id}`),
  });
  const say = (field: string, text: string) => {
    if (field === 'how') setHow(text as typeof how);
    form.say(field, text);
  };
  return (
    <Form back="/transfers" form={form}>
      <div className="form-fields">
        <ChoiceField first form={form} label={t('from')} name="fromLocationId" options={places} />
        <ChoiceField form={form} label={t('to')} name="toLocationId" options={places} />
        <ChoiceField
          form={{ ...form, say }}
          label={t('how')}
          name="how"
          options={[
            { value: 'inventory.transferStock', text: t('atOnce') },
            { value: 'inventory.shipTransfer', text: t('underWay') },
          ]}
        />
        <DayField form={form} label={t('on')} name="on" />
        <TextField form={form} label={t('memo')} name="memo" />
      </div>
      <Lines
        columns={[
          { id: 'sku', title: t('sku'), width: 200 },
          { id: 'item', title: t('item'), shown: (line) => <ItemName sku={line['sku'] ?? ''} /> },
          { id: 'lot', title: t('lot'), width: 160 },
          { id: 'qty', title: t('qty'), packs: true, width: 160, numeric: true },
        ]}
        form={form}
        grows
        label={t('lines')}
      />
    </Form>
  );
}
