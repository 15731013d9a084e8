import { useState } from 'react';
import { newId } from '../../../client/new-id.ts';
import type { OutputOf } from '../../../client/operations.ts';
import { type Draft, lineField } from '../../../kit/form/draft.ts';
import { Form } from '../../../kit/form/Form.tsx';
import { ChoiceField, DayField, TextField } from '../../../kit/form/fields.tsx';
import { Lines } from '../../../kit/form/Lines.tsx';
import { Reader } from '../../../kit/form/parse.ts';
import { usePlaces } from '../../../kit/form/places.ts';
import { useForm } from '../../../kit/form/use-form.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { go } from '../../../kit/route.ts';
import type { ScreenProps } from '../../../kit/screen.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

type Order = OutputOf<'purchasing.getOrder'>;
interface Choice {
  readonly value: string;
  readonly text: string;
}

/** Goods of a purchase order as they arrive: what is due stands there, less is typed over it. */
export default function ReceivePurchase({ params }: ScreenProps) {
  const { output, failure, again } = useAsk('purchasing.getOrder', { orderId: params['id'] ?? '' });
  const places = usePlaces()?.places;
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output || !places) return <Waiting />;
  return (
    <Page beside={<span className="quiet">{`${output.number} · ${output.partyName}`}</span>} title={t('verb')}>
      <ReceiveForm order={output} places={places.filter((p) => p.warehouseId === output.warehouseId)} />
    </Page>
  );
}

function ReceiveForm({ order, places }: { readonly order: Order; readonly places: readonly Choice[] }) {
  const [id] = useState(() => newId('rec'));
  // As it was when the form opened: what others receive meanwhile is refused by the engine, not typed over.
  const [due] = useState(() => order.lines.filter((l) => l.qty > l.received));
  const shown = due.length > 0 ? due : order.lines;
  const read = ({ fields, lines }: Draft) => {
    const reader = new Reader();
    const { locationId = '', on = '', deliveryNote = '', acceptOver = '', where = '' } = fields;
    const came = lines.flatMap((line, row) => {
      const text = (line['qty'] ?? '').trim();
      if (text === '' || text === '0') return [];
      return [{ lineNo: Number(line['lineNo']), qty: reader.quantity(lineField(row, 'qty'), text) }];
    });
    if (came.length === 0) reader.say(lineField(0, 'qty'), t('oneLine'));
    if (reader.wrong) return { wrong: reader.wrong };
    const place = locationId === '' ? {} : { locationId };
    const day = on === '' ? {} : { on };
    const choices = { acceptOver: acceptOver === 'yes', underWay: where === 'under-way' };
    return { input: { id, orderId: order.id, deliveryNote, ...choices, ...place, ...day, lines: came } };
  };
  const form = useForm({
    verb: t('verb'),
    operation: 'purchasing.receiveOrder',
    start: {
      fields: { locationId: '', acceptOver: 'no', where: 'here' },
      lines: shown.map((l) => ({
        lineNo: String(l.lineNo),
        sku: l.sku,
        title: l.title,
        ordered: String(l.qty),
        received: String(l.received),
        qty: String(Math.max(0, l.qty - l.received)),
      })),
    },
    read,
    concerns: { key: 'sku', column: { otherwise: 'qty' }, field: { 'accounting.periodLocked': 'on', 'engine.outOfScope': 'locationId' } },
    done: () => go(`/purchase-orders/${order.id}?tab=receipts`),
  });
  return (
    <Form back={`/purchase-orders/${order.id}`} form={form}>
      <div className="form-fields">
        <ChoiceField first form={form} label={t('into')} name="locationId" options={[{ value: '', text: t('stockPlace') }, ...places]} />
        <DayField form={form} label={t('on')} name="on" />
        <TextField form={form} label={t('deliveryNote')} name="deliveryNote" />
        <ChoiceField
          form={form}
          label={t('over')}
          name="acceptOver"
          options={[
            { value: 'no', text: t('tolerance') },
            { value: 'yes', text: t('accept') },
          ]}
        />
        <ChoiceField
          form={form}
          label={t('where')}
          name="where"
          options={[
            { value: 'here', text: t('here') },
            { value: 'under-way', text: t('underWay') },
          ]}
        />
      </div>
      <Lines
        columns={[
          { id: 'lineNo', title: t('line'), width: 60, numeric: true, shown: (line) => line['lineNo'] },
          { id: 'sku', title: t('sku'), width: 180, shown: (line) => line['sku'] },
          { id: 'title', title: t('item'), shown: (line) => line['title'] },
          { id: 'ordered', title: t('ordered'), width: 110, numeric: true, shown: (line) => line['ordered'] },
          { id: 'received', title: t('received'), width: 110, numeric: true, shown: (line) => line['received'] },
          { id: 'qty', title: t('qty'), width: 130, numeric: true },
        ]}
        form={form}
        label={t('lines')}
      />
    </Form>
  );
}
