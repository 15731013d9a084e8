import type { InputOf } from '../../../client/operations.ts';
import { type Draft, lineField, typedRows, type Wrong } from '../../../kit/form/draft.ts';
import { Form } from '../../../kit/form/Form.tsx';
import { ChoiceField } from '../../../kit/form/fields.tsx';
import { ItemName } from '../../../kit/form/ItemName.tsx';
import { Lines } from '../../../kit/form/Lines.tsx';
import { Reader } from '../../../kit/form/parse.ts';
import { useForm } from '../../../kit/form/use-form.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { go } from '../../../kit/route.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

const FACES = '/pick-faces';

/** A form as the input of its command, or what of it cannot be read. */
function readFaces({ fields, lines }: Draft): { readonly input: InputOf<'fulfillment.setPickFaces'> } | { readonly wrong: Wrong } {
  const reader = new Reader();
  const faces = typedRows(lines).map(({ line, row }) => ({
    sku: reader.text(lineField(row, 'sku'), line['sku']),
    place: reader.text(lineField(row, 'place'), line['place']),
    min: reader.quantity(lineField(row, 'min'), line['min']),
    max: reader.quantity(lineField(row, 'max'), line['max']),
  }));
  if (faces.length === 0) reader.say(lineField(0, 'sku'), t('none'));
  return reader.wrong ? { wrong: reader.wrong } : { input: { warehouseId: fields['warehouseId'] ?? '', faces } };
}

/** Sets from which bin products are picked, and how much should lie there, typed or pasted. */
export default function SetFaces() {
  const { output, failure, again } = useAsk('fulfillment.listDeliveries', {});
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  return (
    <Page title={t('title')}>
      <FacesForm warehouses={output.rows.map((w) => ({ value: w.warehouseId, text: `${w.code} ${w.name}` }))} />
    </Page>
  );
}

function FacesForm({ warehouses }: { readonly warehouses: readonly { readonly value: string; readonly text: string }[] }) {
  const form = useForm({
    verb: t('save'),
    operation: 'fulfillment.setPickFaces',
    start: { fields: { warehouseId: warehouses[0]?.value ?? '' }, lines: [{}] },
    read: readFaces,
    concerns: { key: 'sku', column: { otherwise: 'sku', 'fulfillment.noFace': 'place', 'fulfillment.minAboveMax': 'min' } },
    done: () => go(FACES),
  });
  return (
    <Form back={FACES} form={form}>
      <div className="form-fields">
        <ChoiceField form={form} label={t('warehouse')} name="warehouseId" options={warehouses} />
      </div>
      <p className="quiet">{t('paste')}</p>
      <Lines
        columns={[
          { id: 'sku', title: t('sku'), width: 200 },
          { id: 'item', title: t('item'), shown: (line) => <ItemName sku={line['sku'] ?? ''} /> },
          { id: 'place', title: t('place'), width: 160 },
          { id: 'min', title: t('min'), width: 120, numeric: true },
          { id: 'max', title: t('max'), width: 120, numeric: true },
        ]}
        form={form}
        grows
        label={t('faces')}
      />
    </Form>
  );
}
