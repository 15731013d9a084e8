import { type Concerns, type Line, lineField, typedRows } from './draft.ts';
import { ItemName } from './ItemName.tsx';
import type { LineColumn } from './Lines.tsx';
import type { Reader } from './parse.ts';
import { t } from './text.ts';

interface Currencies {
  /** of the prices */
  readonly currency: string;
  /** the company's, of what is expected to come on top */
  readonly home: string;
}

/** Which field a refusal of an order's lines stands beside. */
export const ORDER_CONCERNS: Concerns = { key: 'sku', column: { otherwise: 'sku', 'catalog.unknownPack': 'qty' } };

const typedIn = (line: Line, column: string): string => (line[column] ?? '').trim();

/** Lines of a purchase order as typed; empty ones are left out, and one at least is needed. */
export function orderLines(reader: Reader, lines: readonly Line[], { currency, home }: Currencies) {
  const rows = typedRows(lines);
  if (rows.length === 0) reader.say(lineField(0, 'sku'), t('purchaseOneLine'));
  return rows.map(({ line, row }) => ({
    sku: reader.text(lineField(row, 'sku'), line['sku']),
    ...reader.packed(lineField(row, 'qty'), line['qty']),
    priceMicros: reader.price(lineField(row, 'priceMicros'), line['priceMicros'], currency),
    ...(typedIn(line, 'landedMicros') === ''
      ? {}
      : { landedMicros: reader.price(lineField(row, 'landedMicros'), line['landedMicros'], home) }),
    ...(typedIn(line, 'taxCode') === '' ? {} : { taxCode: typedIn(line, 'taxCode') }),
  }));
}

export const orderColumns = ({ currency, home }: Currencies): readonly LineColumn[] => [
  { id: 'sku', title: t('purchaseSku'), width: 180 },
  { id: 'item', title: t('purchaseItem'), shown: (line) => <ItemName sku={line['sku'] ?? ''} /> },
  { id: 'qty', title: t('purchaseQty'), packs: true, width: 150, numeric: true },
  { id: 'priceMicros', title: t('purchasePrice', { currency }), width: 130, numeric: true },
  { id: 'landedMicros', title: t('purchaseLanded', { currency: home }), width: 170, numeric: true },
  { id: 'taxCode', title: t('purchaseTaxCode'), width: 100 },
];
