import type { Content, TableCell } from 'pdfmake/interfaces';
import type { InvoicePaper } from '../../../preload/contract/documents.ts';
import { mm } from './barcode.ts';
import type { Formats } from './format.ts';
import { goodsTexts } from './goods-text.ts';
import type { Language } from './language.ts';
import { headCell, right, ruled } from './page.ts';

/** Goods with prices, and what they come to. */
type Priced = Pick<InvoicePaper, 'currency' | 'includesTax' | 'lines' | 'taxes' | 'net' | 'tax' | 'total'>;

/**
 * The table of priced goods of an invoice or a quote, and its sums, which stay together. `sign` -1 shows what is kept
 * negative as positive; `total` says what the last sum is, where it is no plain total.
 */
export function pricedGoods(
  paper: Priced,
  language: Language,
  formats: Formats,
  { sign = 1, total }: { readonly sign?: 1 | -1; readonly total?: string } = {},
): Content[] {
  const say = goodsTexts(language);
  const { currency } = paper;
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
    headCell(say('position')),
    headCell(say('item')),
    headCell(say('quantity'), 'right'),
    headCell(say('price'), 'right'),
    headCell(say('taxRate'), 'right'),
    headCell(say(paper.includesTax ? 'gross' : 'net', { currency }), 'right'),
  ];
  const sums: TableCell[][] = [
    [right(say('netSum')), right(money(paper.net))],
    ...paper.taxes.map((t) => [right(say('taxOn', { rate: formats.percent(t.ratePpm), net: money(t.net) })), right(money(t.tax))]),
    [right(total ?? say('total', { currency }), { style: 'total' }), right(money(paper.total), { style: 'total' })],
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
