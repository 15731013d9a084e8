import type { TableCell } from 'pdfmake/interfaces';
import type { Issuer, PaperLot, PickPaper } from '../../../preload/contract/documents.ts';
import { barcode, mm } from '../kit/barcode.ts';
import type { Formats } from '../kit/format.ts';
import type { Language } from '../kit/language.ts';
import { facts, headCell, right, ruled, type Sheet } from '../kit/page.ts';
import { pickTexts } from './text.ts';

/** The lot to take, below the name of its goods, with the last day where it has one. */
function lotLine({ code, expiresOn }: PaperLot, say: ReturnType<typeof pickTexts>, formats: Formats) {
  return { text: expiresOn === null ? say('lot', { code }) : say('datedLot', { code, day: formats.day(expiresOn) }), bold: true };
}

/** What to fetch from the shelves for some orders, in the order of the places, with a box to tick. */
export function pickListSheet(paper: PickPaper, _issuer: Issuer, language: Language, formats: Formats): Sheet {
  const say = pickTexts(language);
  const title = say('title', { warehouse: paper.warehouse });
  const lines = paper.lines.map((line): TableCell[] => [
    { text: line.place },
    { text: line.sku },
    {
      stack: [
        line.title,
        ...line.lots.map((l) => lotLine(l, say, formats)),
        { text: say('forOrders', { numbers: line.orderNumbers.join(', ') }), style: 'small' },
      ],
    },
    line.barcode === null ? { text: '' } : barcode(line.barcode, 6, 40),
    right(formats.quantity(line.qty, line.steps), { bold: true, fontSize: 11 }),
    { canvas: [{ type: 'rect', x: 2, y: 0, w: 10, h: 10, lineWidth: 0.6 }] },
  ]);
  return {
    running: title,
    content: [
      {
        columns: [
          { text: title, style: 'title' },
          {
            width: mm(60),
            stack: [
              facts([
                [say('date'), formats.day(paper.on)],
                [say('orders'), formats.count(paper.orders)],
              ]),
            ],
          },
        ],
        margin: [0, 0, 0, mm(4)],
      },
      {
        table: {
          headerRows: 1,
          dontBreakRows: true,
          widths: [mm(22), mm(26), '*', mm(42), mm(16), mm(6)],
          body: [
            [
              headCell(say('place')),
              headCell(say('sku')),
              headCell(say('item')),
              headCell(say('barcode')),
              headCell(say('quantity'), 'right'),
              headCell(''),
            ],
            ...lines,
          ],
        },
        layout: ruled,
      },
    ],
  };
}
