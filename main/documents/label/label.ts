import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces';
import type { Issuer, LabelPaper } from '../../../preload/contract/documents.ts';
import { barcode, mm, ssccBarcode } from '../kit/barcode.ts';
import type { Formats } from '../kit/format.ts';
import type { Language } from '../kit/language.ts';
import { addressLines } from '../kit/page.ts';
import { labelTexts } from './text.ts';

/** Millimetres of the roll: 4 by 6 inches, what label printers are loaded with. */
const WIDTH = 102;
const HEIGHT = 152;
const EDGE = 5;

/** Labels of parcels, one a page: whom it goes to large enough to read from a metre away, and the shipment to scan. */
export function labels(papers: readonly LabelPaper[], issuer: Issuer, language: Language, formats: Formats): TDocumentDefinitions {
  const say = labelTexts(language);
  // A new one each time: the layout writes where it stands into the node.
  const rule = (): Content => ({
    canvas: [{ type: 'line', x1: 0, y1: 0, x2: mm(WIDTH - 2 * EDGE), y2: 0, lineWidth: 0.8 }],
    margin: [0, 6, 0, 6],
  });
  const one = (paper: LabelPaper, index: number): Content => {
    const [name = '', ...lines] = addressLines(paper.shipTo, issuer, formats);
    return {
      ...(index > 0 ? { pageBreak: 'before' as const } : {}),
      stack: [
        { text: `${say('from')}: ${[issuer.name, ...issuer.address].join(', ')}`, fontSize: 7.5 },
        rule(),
        { text: say('to'), fontSize: 8 },
        { text: name, fontSize: 16, bold: true },
        ...lines.map((text): Content => ({ text, fontSize: 14 })),
        rule(),
        { columns: [{ text: say('order', { number: paper.orderNumber }) }, { text: paper.carrier ?? '', alignment: 'right', bold: true }] },
        { text: '', margin: [0, 4, 0, 0] },
        barcode(paper.number, 18, WIDTH - 2 * EDGE - 6, 'center'),
        ...(paper.tracking === null
          ? []
          : [rule(), { text: say('tracking'), fontSize: 8 }, barcode(paper.tracking, 18, WIDTH - 2 * EDGE - 6, 'center')]),
        ...(paper.sscc === null ? [] : [rule(), { text: 'SSCC', fontSize: 8 }, ssccBarcode(paper.sscc, 18, WIDTH - 2 * EDGE - 6)]),
      ],
    };
  };
  return {
    pageSize: { width: mm(WIDTH), height: mm(HEIGHT) },
    pageMargins: [mm(EDGE), mm(EDGE), mm(EDGE), mm(EDGE)],
    content: papers.map(one),
    defaultStyle: { font: 'Roboto', fontSize: 10, lineHeight: 1.15 },
  };
}
