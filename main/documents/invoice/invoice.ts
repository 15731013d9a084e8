import type { Content } from 'pdfmake/interfaces';
import type { InvoicePaper, Issuer } from '../../../preload/contract/documents.ts';
import { barcode, mm } from '../kit/barcode.ts';
import type { Formats } from '../kit/format.ts';
import { pricedGoods } from '../kit/goods.ts';
import type { Language } from '../kit/language.ts';
import { addressLines, addressWindow, facts, type Sheet } from '../kit/page.ts';
import { invoiceTexts } from './text.ts';

/** Invoice or credit note. A credit note is kept with negative amounts and says what it gives back as positive ones. */
export function invoiceSheet(paper: InvoicePaper, issuer: Issuer, language: Language, formats: Formats): Sheet {
  const say = invoiceTexts(language);
  const sign = paper.credit ? -1 : 1;
  const money = (amount: number) => formats.money(sign * amount + 0, paper.currency);
  const title = say(paper.credit ? 'creditNote' : 'invoice', { number: paper.number });

  const head: Content = {
    columns: [
      addressWindow(issuer, addressLines(paper.billTo, issuer, formats)),
      {
        width: mm(72),
        stack: [
          barcode(paper.orderNumber ?? paper.number, 9, 60, 'right'),
          facts([
            [say('date'), formats.day(paper.on)],
            [say('due'), paper.dueOn === null || paper.instalments.length > 0 ? null : formats.day(paper.dueOn)],
            [say('corrects'), paper.creditsNumber],
            [say('order'), paper.orderNumber],
            [say('externalId'), paper.externalId],
            [say('shipment'), paper.shipmentNumber],
            [say('delivered'), paper.shippedOn === null ? null : formats.day(paper.shippedOn)],
            [say('yourTax'), paper.billTo.taxNumber],
          ]),
        ],
      },
    ],
  };
  const shipTo: Content[] = paper.shipTo
    ? [{ text: `${say('shipTo')}: ${addressLines(paper.shipTo, issuer, formats).join(', ')}`, style: 'small', margin: [0, 0, 0, 6] }]
    : [];
  // What the customer is to do comes behind what it comes to: the parts by their day, then what paying early saves.
  const terms = [
    ...paper.instalments.map((p) => say('instalment', { amount: money(p.amount), currency: paper.currency, day: formats.day(p.dueOn) })),
    ...(paper.discount === null
      ? []
      : [
          say('early', {
            day: formats.day(paper.discount.untilOn),
            discount: money(paper.discount.amount),
            amount: money(paper.total - paper.discount.amount),
            currency: paper.currency,
          }),
        ]),
  ];
  return {
    running: title,
    content: [
      head,
      { text: title, style: 'title', margin: [0, mm(8), 0, mm(4)] },
      ...shipTo,
      ...pricedGoods(paper, language, formats, {
        sign,
        ...(paper.credit ? { total: say('totalCredit', { currency: paper.currency }) } : {}),
      }),
      ...terms.map((text): Content => ({ text, margin: [0, 6, 0, 0] })),
      ...(paper.memo === '' ? [] : [{ text: paper.memo, margin: [0, 8, 0, 0] as [number, number, number, number] }]),
    ],
  };
}
