import type { Content } from 'pdfmake/interfaces';
import type { Issuer, QuotePaper } from '../../../preload/contract/documents.ts';
import { mm } from '../kit/barcode.ts';
import type { Formats } from '../kit/format.ts';
import { pricedGoods } from '../kit/goods.ts';
import type { Language } from '../kit/language.ts';
import { addressLines, addressWindow, facts, type Sheet } from '../kit/page.ts';
import { quoteTexts } from './text.ts';

/** A quote as it stands: its prices, and the day until which they are offered. */
export function quoteSheet(paper: QuotePaper, issuer: Issuer, language: Language, formats: Formats): Sheet {
  const say = quoteTexts(language);
  const title = say('quote', { number: paper.number });
  const head: Content = {
    columns: [
      addressWindow(issuer, addressLines(paper.to, issuer, formats)),
      {
        width: mm(72),
        stack: [
          facts([
            [say('date'), formats.day(paper.on)],
            [say('validUntil'), formats.day(paper.validUntil)],
            [say('version'), paper.version === 1 ? null : String(paper.version)],
            [say('yourTax'), paper.to.taxNumber],
          ]),
        ],
      },
    ],
  };
  return {
    running: title,
    content: [
      head,
      { text: title, style: 'title', margin: [0, mm(8), 0, mm(4)] },
      ...pricedGoods(paper, language, formats),
      { text: say('holds', { day: formats.day(paper.validUntil) }), margin: [0, 8, 0, 0] },
      ...(paper.memo === '' ? [] : [{ text: paper.memo, margin: [0, 8, 0, 0] as [number, number, number, number] }]),
    ],
  };
}
