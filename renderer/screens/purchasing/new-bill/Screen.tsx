import { useState } from 'react';
import { newId } from '../../../client/new-id.ts';
import type { OutputOf } from '../../../client/operations.ts';
import { type Draft, lineField } from '../../../kit/form/draft.ts';
import { Form } from '../../../kit/form/Form.tsx';
import { ChoiceField, DayField, TextField } from '../../../kit/form/fields.tsx';
import { Lines } from '../../../kit/form/Lines.tsx';
import { Reader } from '../../../kit/form/parse.ts';
import { useForm } from '../../../kit/form/use-form.ts';
import { price } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { go } from '../../../kit/route.ts';
import type { ScreenProps } from '../../../kit/screen.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

type Order = OutputOf<'purchasing.getOrder'>;

/** A bill of the supplier against an order: what came and was not billed stands there; the preview shows where a difference goes. */
export default function NewBill({ params }: ScreenProps) {
  const { output, failure, again } = useAsk('purchasing.getOrder', { orderId: params['id'] ?? '' });
  const terms = useAsk('purchasing.getSupplierTerms', output && { partyId: output.partyId });
  const known = useAsk('accounting.listPaymentTerms', {}).output?.rows;
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output || !terms.output || !known) return <Waiting />;
  return (
    <Page beside={<span className="quiet">{`${output.number} · ${output.partyName}`}</span>} title={t('verb')}>
      <BillForm known={known} order={output} terms={terms.output.paymentTerms} />
    </Page>
  );
}

interface Billing {
  readonly order: Order;
  readonly known: OutputOf<'accounting.listPaymentTerms'>['rows'];
  /** Of the supplier, to begin with. */
  readonly terms: string | null;
}

function BillForm({ order, known, terms }: Billing) {
  const { currency } = order;
  const [id] = useState(() => newId('bill'));
  const read = ({ fields, lines }: Draft) => {
    const reader = new Reader();
    const { on = '', dueOn = '', memo = '', paymentTerms = '' } = fields;
    const reference = reader.text('reference', fields['reference']);
    const billed = lines.flatMap((line, row) => {
      const text = (line['qty'] ?? '').trim();
      if (text === '' || text === '0') return [];
      const unitPriceMicros = reader.price(lineField(row, 'unitPriceMicros'), line['unitPriceMicros'], currency);
      return [{ orderId: order.id, lineNo: Number(line['lineNo']), qty: reader.quantity(lineField(row, 'qty'), text), unitPriceMicros }];
    });
    if (billed.length === 0) reader.say(lineField(0, 'qty'), t('oneLine'));
    if (reader.wrong) return { wrong: reader.wrong };
    const days = { ...(on === '' ? {} : { on }), ...(dueOn === '' ? {} : { dueOn }) };
    return {
      input: {
        id,
        partyId: order.partyId,
        reference,
        memo,
        ...days,
        paymentTerms: paymentTerms === '' ? null : paymentTerms,
        lines: billed,
      },
    };
  };
  const form = useForm({
    verb: t('verb'),
    operation: 'purchasing.postBill',
    start: {
      fields: { paymentTerms: terms ?? '' },
      lines: order.lines.map((l) => ({
        lineNo: String(l.lineNo),
        sku: l.sku,
        title: l.title,
        received: String(l.received),
        billed: String(l.billed),
        qty: String(Math.max(0, l.received - l.billed)),
        unitPriceMicros: price(l.priceMicros, currency),
      })),
    },
    read,
    concerns: {
      key: 'sku',
      column: { otherwise: 'qty' },
      field: { 'accounting.periodLocked': 'on', 'purchasing.duplicateBill': 'reference' },
    },
    done: () => go(`/bills/${id}`),
  });
  return (
    <Form back={`/purchase-orders/${order.id}`} form={form}>
      <div className="form-fields">
        <TextField first form={form} label={t('reference')} name="reference" />
        <DayField form={form} label={t('on')} name="on" />
        <ChoiceField
          form={form}
          label={t('terms')}
          name="paymentTerms"
          options={[
            { value: '', text: t('noTerms') },
            ...known.filter((k) => k.active || k.code === terms).map((k) => ({ value: k.code, text: `${k.code} ${k.name}` })),
          ]}
        />
        <DayField form={form} hint={t('dueHint')} label={t('due')} name="dueOn" />
        <TextField form={form} label={t('memo')} name="memo" />
      </div>
      <Lines
        columns={[
          { id: 'lineNo', title: t('line'), width: 60, numeric: true, shown: (line) => line['lineNo'] },
          { id: 'sku', title: t('sku'), width: 160, shown: (line) => line['sku'] },
          { id: 'title', title: t('item'), shown: (line) => line['title'] },
          { id: 'received', title: t('received'), width: 100, numeric: true, shown: (line) => line['received'] },
          { id: 'billed', title: t('billed'), width: 100, numeric: true, shown: (line) => line['billed'] },
          { id: 'qty', title: t('qty'), width: 120, numeric: true },
          { id: 'unitPriceMicros', title: t('price', { currency }), width: 150, numeric: true },
        ]}
        form={form}
        label={t('lines')}
      />
    </Form>
  );
}
