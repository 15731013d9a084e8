import { useState } from 'react';
import { newId } from '../../../client/new-id.ts';
import { type Draft } from '../../../kit/form/draft.ts';
import { Form } from '../../../kit/form/Form.tsx';
import { ChoiceField, DayField, TextField } from '../../../kit/form/fields.tsx';
import { goodsLines } from '../../../kit/form/goods-lines.ts';
import { ItemName } from '../../../kit/form/ItemName.tsx';
import { Lines } from '../../../kit/form/Lines.tsx';
import { LOT_CONCERNS } from '../../../kit/form/lots.ts';
import { Reader } from '../../../kit/form/parse.ts';
import { usePlaces, useReasons } from '../../../kit/form/places.ts';
import { useForm } from '../../../kit/form/use-form.ts';
import { Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { go } from '../../../kit/route.ts';
import { t } from './text.ts';

interface Choices {
  readonly places: readonly { readonly value: string; readonly text: string }[];
  readonly reasons: readonly { readonly value: string; readonly text: string }[];
}

/** Stock that cannot be sold leaves at cost, to the account of the reason. */
export default function WriteDown() {
  const places = usePlaces();
  const reasons = useReasons('write-down');
  return (
    <Page beside={<span className="quiet">{t('hint')}</span>} title={t('verb')}>
      {places && reasons ? <WriteDownForm places={places.places} reasons={reasons} /> : <Waiting />}
    </Page>
  );
}

function WriteDownForm({ places, reasons }: Choices) {
  const [id] = useState(() => newId('sd'));
  const read = ({ fields, lines }: Draft) => {
    const reader = new Reader();
    const { locationId = '', reasonCode = '', on = '', memo = '' } = fields;
    const goods = goodsLines(reader, lines, t('oneLine'));
    if (reader.wrong) return { wrong: reader.wrong };
    return { input: { id, locationId, reasonCode, memo, ...(on === '' ? {} : { on }), lines: goods } };
  };
  const form = useForm({
    verb: t('verb'),
    operation: 'inventory.writeDown',
    start: { fields: { locationId: places[0]?.value ?? '', reasonCode: reasons[0]?.value ?? '' }, lines: [{}] },
    read,
    concerns: {
      key: 'sku',
      column: { otherwise: 'qty', 'engine.notFound': 'sku', ...LOT_CONCERNS },
      field: { 'accounting.periodLocked': 'on' },
    },
    done: () => go(`/stock-documents/${id}`),
  });
  return (
    <Form back="/counts" form={form}>
      <div className="form-fields">
        <ChoiceField first form={form} label={t('place')} name="locationId" options={places} />
        <ChoiceField form={form} label={t('reason')} name="reasonCode" options={reasons} />
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
