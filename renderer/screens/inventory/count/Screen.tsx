import { useState } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import { newId } from '../../../client/new-id.ts';
import type { OutputOf } from '../../../client/operations.ts';
import { type Draft, lineField, typedRows } from '../../../kit/form/draft.ts';
import { Form } from '../../../kit/form/Form.tsx';
import { ChoiceField, DayField, TextField } from '../../../kit/form/fields.tsx';
import { ItemName } from '../../../kit/form/ItemName.tsx';
import { Lines } from '../../../kit/form/Lines.tsx';
import { LOT_CONCERNS, lotCodes } from '../../../kit/form/lots.ts';
import { Reader } from '../../../kit/form/parse.ts';
import { usePlaces, useReasons } from '../../../kit/form/places.ts';
import { readQuantity } from '../../../kit/form/read.ts';
import { useForm } from '../../../kit/form/use-form.ts';
import { count } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { go } from '../../../kit/route.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

type Stock = OutputOf<'inventory.listStock'>['rows'];
interface Choice {
  readonly value: string;
  readonly text: string;
}
const SHOWN_MAX = 500;

/** What is really there, place by place: booked quantities stand beside, differences are posted to the reason. */
export default function CountPlace() {
  const places = usePlaces()?.places;
  const reasons = useReasons('count');
  const [chosen, setChosen] = useState<string>();
  const locationId = chosen ?? places?.[0]?.value;
  // Asked once per place: what is typed must not be taken away by a move elsewhere. The engine compares with what is booked when it posts.
  const { output, failure, again } = useAsk(
    'inventory.listStock',
    locationId === undefined ? undefined : { filter: [{ column: 'locationId', op: 'eq', value: locationId }], limit: SHOWN_MAX },
  );
  const ready = places && reasons && locationId !== undefined && output;
  return (
    <Page beside={<span className="quiet">{t('hint')}</span>} title={t('title')}>
      {failure && !output ? (
        <FailureNote again={again} failure={failure} />
      ) : ready ? (
        <CountForm choose={setChosen} key={locationId} locationId={locationId} places={places} reasons={reasons} stock={output.rows} />
      ) : (
        <Waiting />
      )}
    </Page>
  );
}

function CountForm(props: {
  readonly locationId: string;
  readonly places: readonly Choice[];
  readonly reasons: readonly Choice[];
  readonly stock: Stock;
  readonly choose: (locationId: string) => void;
}) {
  const { locationId, places, reasons, stock } = props;
  const currency = useCurrency();
  const [id] = useState(() => newId('sd'));
  const bySku = new Map(stock.map((s) => [s.sku, s]));
  const read = ({ fields, lines }: Draft) => {
    const reader = new Reader();
    const rows = typedRows(lines, 'counted');
    if (rows.length === 0) reader.say(lineField(0, 'counted'), t('oneLine'));
    const { reasonCode = '', on = '', memo = '' } = fields;
    const read_ = rows.map(({ line, row }) => {
      const cost = (line['unitCostMicros'] ?? '').trim();
      const unit = cost === '' ? {} : { unitCostMicros: reader.price(lineField(row, 'unitCostMicros'), cost, currency) };
      const { qty: counted, ...pack } = reader.packed(lineField(row, 'counted'), line['counted']);
      const [code] = lotCodes(line['lot']);
      const lot = code === undefined ? {} : { lot: { code } };
      return { sku: reader.text(lineField(row, 'sku'), line['sku']), counted, ...pack, ...unit, ...lot };
    });
    if (reader.wrong) return { wrong: reader.wrong };
    return { input: { id, locationId, reasonCode, memo, ...(on === '' ? {} : { on }), lines: read_ } };
  };
  const form = useForm({
    verb: t('verb'),
    operation: 'inventory.postCount',
    start: { fields: { locationId, reasonCode: reasons[0]?.value ?? '' }, lines: [...stock.map(({ sku }) => ({ sku })), {}] },
    read,
    concerns: {
      key: 'sku',
      sent: 'counted',
      column: { otherwise: 'counted', 'engine.notFound': 'sku', 'inventory.noCostKnown': 'unitCostMicros', ...LOT_CONCERNS },
      field: { 'accounting.periodLocked': 'on' },
    },
    done: () => go(`/stock-documents/${id}`),
  });
  const say = (field: string, text: string) => (field === 'locationId' ? props.choose(text) : form.say(field, text));
  const bookOf = (sku: string | undefined) => bySku.get(sku?.trim() ?? '')?.onHand ?? 0;
  const differenceOf = (sku: string | undefined, typed: string | undefined) => {
    const counted = readQuantity(typed ?? '');
    const difference = counted === undefined ? 0 : counted - bookOf(sku);
    return <span className={difference < 0 ? 'tone-bad' : 'tone-good'}>{difference === 0 ? '' : count(difference)}</span>;
  };
  return (
    <Form back="/counts" form={form}>
      <div className="form-fields">
        <ChoiceField first form={{ ...form, say }} label={t('place')} name="locationId" options={places} />
        <ChoiceField form={form} label={t('reason')} name="reasonCode" options={reasons} />
        <DayField form={form} label={t('on')} name="on" />
        <TextField form={form} label={t('memo')} name="memo" />
      </div>
      {stock.length === SHOWN_MAX ? <p className="quiet">{t('more', { count: SHOWN_MAX })}</p> : null}
      <Lines
        columns={[
          { id: 'sku', title: t('sku'), width: 190, shown: (_, row) => stock[row]?.sku },
          { id: 'item', title: t('item'), shown: (line, row) => stock[row]?.title ?? <ItemName sku={line['sku'] ?? ''} /> },
          { id: 'lot', title: t('lot'), width: 130 },
          { id: 'book', title: t('book'), width: 100, numeric: true, shown: (line) => count(bookOf(line['sku'])) },
          { id: 'counted', title: t('counted'), packs: true, width: 160, numeric: true },
          {
            id: 'difference',
            title: t('difference'),
            width: 110,
            numeric: true,
            // What is booked is of all lots: beside one of them it says nothing.
            shown: (line) => ((line['lot'] ?? '') === '' ? differenceOf(line['sku'], line['counted']) : ''),
          },
          { id: 'unitCostMicros', title: t('cost', { currency }), width: 150, numeric: true },
        ]}
        form={form}
        grows
        label={t('lines')}
      />
    </Form>
  );
}
