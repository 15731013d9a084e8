import { useCurrency } from '../../../client/connection.ts';
import { type Draft, lineField, typedRows } from '../../../kit/form/draft.ts';
import { Form } from '../../../kit/form/Form.tsx';
import { DayField, TextField } from '../../../kit/form/fields.tsx';
import { ItemName } from '../../../kit/form/ItemName.tsx';
import { Lines } from '../../../kit/form/Lines.tsx';
import { Reader } from '../../../kit/form/parse.ts';
import { useForm } from '../../../kit/form/use-form.ts';
import { Page } from '../../../kit/Page.tsx';
import { go } from '../../../kit/route.ts';
import { t } from './text.ts';

/** Standard costs of several products at once, from one day on. */
export default function StandardCosts() {
  const currency = useCurrency();
  const read = ({ fields, lines }: Draft) => {
    const reader = new Reader();
    const rows = typedRows(lines);
    if (rows.length === 0) reader.say(lineField(0, 'sku'), t('oneLine'));
    const costs = rows.map(({ line, row }) => ({
      sku: reader.text(lineField(row, 'sku'), line['sku']),
      standardCostMicros: reader.price(lineField(row, 'standardCostMicros'), line['standardCostMicros'], currency),
    }));
    if (reader.wrong) return { wrong: reader.wrong };
    const { on = '', memo = '' } = fields;
    return { input: { memo, ...(on === '' ? {} : { on }), lines: costs } };
  };
  const form = useForm({
    verb: t('verb'),
    operation: 'inventory.changeStandardCost',
    start: { fields: {}, lines: [{}] },
    read,
    concerns: {
      key: 'sku',
      column: { otherwise: 'sku', 'inventory.sameStandard': 'standardCostMicros' },
      field: { 'accounting.periodLocked': 'on' },
    },
    done: () => go('/items'),
  });
  return (
    <Page beside={<span className="quiet">{t('hint')}</span>} title={t('verb')}>
      <Form back="/items" form={form}>
        <div className="form-fields">
          <DayField first form={form} label={t('on')} name="on" />
          <TextField form={form} label={t('memo')} name="memo" />
        </div>
        <Lines
          columns={[
            { id: 'sku', title: t('sku'), width: 200 },
            { id: 'item', title: t('item'), shown: (line) => <ItemName sku={line['sku'] ?? ''} /> },
            { id: 'standardCostMicros', title: t('cost', { currency }), width: 180, numeric: true },
          ]}
          form={form}
          grows
          label={t('lines')}
        />
      </Form>
    </Page>
  );
}
