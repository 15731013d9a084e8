import type { TableCell } from 'pdfmake/interfaces';
import type { Issuer, PaperLot, SlipPaper } from '../../../preload/contract/documents.ts';
import { barcode, mm } from '../kit/barcode.ts';
import type { Formats } from '../kit/format.ts';
import type { Language } from '../kit/language.ts';
import { addressLines, addressWindow, facts, headCell, right, ruled, type Sheet } from '../kit/page.ts';
import { slipTexts } from './text.ts';

type Say = ReturnType<typeof slipTexts>;

/** A lot as it stands below its goods, with the last day where it has one. */
function lotLine({ code, expiresOn, qty }: PaperLot, steps: number, say: Say, formats: Formats): string {
  const units = formats.quantity(qty, steps);
  return expiresOn === null ? say('lot', { code, qty: units }) : say('datedLot', { code, qty: units, day: formats.day(expiresOn) });
}

/** What is in a parcel, for whoever packs and whoever unpacks it: no prices. */
export function packingSlipSheet(paper: SlipPaper, issuer: Issuer, language: Language, formats: Formats): Sheet {
  const say = slipTexts(language);
  const title = say('title', { number: paper.number });
  const lines = paper.lines.map((line): TableCell[] => [
    { text: line.sku },
    { stack: [line.title, ...line.lots.map((l) => ({ text: lotLine(l, line.steps, say, formats), style: 'small' }))] },
    line.barcode === null ? { text: '' } : barcode(line.barcode, 6, 45),
    right(formats.quantity(line.qty, line.steps)),
  ]);
  return {
    running: title,
    content: [
      {
        columns: [
          addressWindow(issuer, addressLines(paper.shipTo, issuer, formats)),
          {
            width: mm(72),
            stack: [
              barcode(paper.number, 10, 68, 'right'),
              facts([
                [say('date'), formats.day(paper.on)],
                [say('order'), paper.orderNumber],
                [say('externalId'), paper.externalId],
                [say('from'), paper.warehouse],
                [say('carrier'), paper.carrier],
                [say('tracking'), paper.tracking],
              ]),
            ],
          },
        ],
      },
      { text: title, style: 'title', margin: [0, mm(8), 0, mm(4)] },
      {
        table: {
          headerRows: 1,
          dontBreakRows: true,
          keepWithHeaderRows: 1,
          widths: [mm(32), '*', mm(46), mm(18)],
          body: [[headCell(say('sku')), headCell(say('item')), headCell(say('barcode')), headCell(say('quantity'), 'right')], ...lines],
        },
        layout: ruled,
      },
      { text: say('lines', { count: paper.lines.length }), style: 'quiet', alignment: 'right', margin: [0, 6, 0, 0] },
    ],
  };
}
