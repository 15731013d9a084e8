import type { Content, TableCell } from 'pdfmake/interfaces';
import type { InvoicePaper } from '../../../preload/contract/documents.ts';
import { mm } from './barcode.ts';
import type { Formats } from './format.ts';
import { headCell, right, ruled } from './page.ts';

/** Goods with prices, and what they come to. */
type Priced = Pick<InvoicePaper, 'currency' | 'includesTax' | 'lines' | 'taxes' | 'net' | 'tax' | 'total'>;

/** Words of the columns and of the sums below them. */
interface Words {
  readonly position: string;
  readonly item: string;
  readonly quantity: string;
  readonly price: string;
  readonly taxRate: string;
  readonly amount: string;
  readonly netSum: string;
  readonly taxOn: (rate: string, net: string) => string;
  readonly total: string;
}

/** The table of priced goods of an invoice or a quote, and its sums, which stay together. `sign` -1 shows what is kept negative as positive. */
export function pricedGoods(paper: Priced, words: Words, formats: Formats, sign: 1 | -1 = 1): Content[] {
  const money = (amount: number) => formats.money(sign * amount + 0, paper.currency);
  const lines = paper.lines.map((line, i): TableCell[] => [
    { text: String(i + 1) },
    { stack: [line.title, ...(line.sku === '' || line.sku === line.title ? [] : [{ text: line.sku, style: 'small' }])] },
    right(line.item ? formats.quantity(sign * line.qty + 0, line.steps) : ''),
    right(line.unitPriceMicros === null ? '' : formats.price(line.unitPriceMicros, paper.currency)),
    right(formats.percent(line.taxRatePpm)),
    right(money(paper.includesTax ? line.total : line.net)),
  ]);
  const head = [
    headCell(words.position),
    headCell(words.item),
    headCell(words.quantity, 'right'),
    headCell(words.price, 'right'),
    headCell(words.taxRate, 'right'),
    headCell(words.amount, 'right'),
  ];
  const sums: TableCell[][] = [
    [right(words.netSum), right(money(paper.net))],
    ...paper.taxes.map((t) => [right(words.taxOn(formats.percent(t.ratePpm), money(t.net))), right(money(t.tax))]),
    [right(words.total, { style: 'total' }), right(money(paper.total), { style: 'total' })],
  ];
  return [
    {
      table: {
        headerRows: 1,
        dontBreakRows: true,
        keepWithHeaderRows: 1,
        widths: [mm(8), '*', mm(18), mm(24), mm(14), mm(26)],
        body: [head, ...lines],
      },
      layout: ruled,
    },
    { unbreakable: true, margin: [0, 8, 0, 0], stack: [{ table: { widths: ['*', mm(30)], body: sums }, layout: 'noBorders' }] },
  ];
}
