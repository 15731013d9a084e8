import { useState } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import type { OutputOf } from '../../../client/operations.ts';
import type { Draft } from '../../../kit/form/draft.ts';
import { Form } from '../../../kit/form/Form.tsx';
import { DayField, TextField } from '../../../kit/form/fields.tsx';
import { Lines } from '../../../kit/form/Lines.tsx';
import { Reader } from '../../../kit/form/parse.ts';
import { ORDER_CONCERNS, orderColumns, orderLines } from '../../../kit/form/purchase-lines.tsx';
import { useForm } from '../../../kit/form/use-form.ts';
import { count, price, words } from '../../../kit/format.ts';
import { EmptyNote, FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { go } from '../../../kit/route.ts';
import type { ScreenProps } from '../../../kit/screen.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

type Purchase = OutputOf<'purchasing.getOrder'>;
type PurchaseLine = Purchase['lines'][number];

/** A draft of a purchase order: its day, its note and its lines as they should be. */
export default function EditPurchaseOrder({ params }: ScreenProps) {
  const { output, failure, again } = useAsk('purchasing.getOrder', { orderId: params['id'] ?? '' });
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  return (
    <Page beside={<span className="quiet">{`${output.number} · ${output.partyName}`}</span>} title={t('verb')}>
      {output.state === 'draft' ? (
        <EditForm order={output} />
      ) : (
        <EmptyNote title={t('confirmed', { number: output.number, state: words(output.state) })} />
      )}
    </Page>
  );
}

const quantityOf = ({ qty, packCode, packQty }: PurchaseLine): string =>
  packCode === null || packQty === null ? count(qty) : `${count(qty / packQty)} ${packCode}`;

function EditForm({ order }: { readonly order: Purchase }) {
  const home = useCurrency();
  // As it was when the form opened: what others changed meanwhile is refused by the engine, not typed over.
  const [was] = useState(order);
  const { id: orderId, revision, currency } = was;
  const read = ({ fields, lines }: Draft) => {
    const reader = new Reader();
    const goods = orderLines(reader, lines, { currency, home });
    if (reader.wrong) return { wrong: reader.wrong };
    const { expectedOn = '', memo = '' } = fields;
    return { input: { orderId, memo, ...(expectedOn === '' ? {} : { expectedOn }), lines: goods } };
  };
  const form = useForm({
    verb: t('verb'),
    operation: 'purchasing.editOrder',
    expect: [{ id: orderId, revision }],
    start: {
      fields: { expectedOn: was.expectedOn ?? '', memo: was.memo },
      lines: [
        ...was.lines.map((l) => ({
          sku: l.sku,
          qty: quantityOf(l),
          priceMicros: price(l.priceMicros, currency),
          landedMicros: l.landedMicros === null ? '' : price(l.landedMicros, home),
          taxCode: l.taxCode ?? '',
        })),
        {},
      ],
    },
    read,
    concerns: ORDER_CONCERNS,
    done: () => go(`/purchase-orders/${orderId}`),
  });
  return (
    <Form back={`/purchase-orders/${orderId}`} form={form}>
      <div className="form-fields">
        <DayField first form={form} label={t('expected')} name="expectedOn" />
        <TextField form={form} label={t('memo')} name="memo" />
      </div>
      <Lines columns={orderColumns({ currency, home })} form={form} grows label={t('lines')} />
    </Form>
  );
}
