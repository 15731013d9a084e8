import type { Content, TableCell } from 'pdfmake/interfaces';
import type { Issuer, StatementPaper } from '../../../preload/contract/documents.ts';
import { mm } from '../kit/barcode.ts';
import type { Formats } from '../kit/format.ts';
import type { Language } from '../kit/language.ts';
import { addressLines, addressWindow, facts, headCell, right, ruled, type Sheet } from '../kit/page.ts';
import { statementTexts } from './text.ts';

/** The account of a customer: what stood before, every movement with the balance after it, and how old what is open is. */
export function customerStatementSheet(paper: StatementPaper, issuer: Issuer, language: Language, formats: Formats): Sheet {
  const say = statementTexts(language);
  const { currency } = paper;
  const money = (amount: number) => formats.money(amount, currency);
  const bold = (text: string): TableCell => ({ text, bold: true });
  const balance = (text: string, amount: number, on: string): TableCell[] => [
    bold(formats.day(on)),
    { text, bold: true, colSpan: 4 },
    '',
    '',
    '',
    right(money(amount), { bold: true }),
  ];
  const lines = paper.lines.map((line): TableCell[] => [
    { text: formats.day(line.on) },
    { text: say(line.kind) },
    { stack: [line.document, ...(line.of === null ? [] : [{ text: say('forItem', { document: line.of }), style: 'small' }])] },
    {
      stack:
        line.instalments.length > 0
          ? line.instalments.map((p) => ({ text: `${formats.day(p.dueOn)} ${money(p.amount)}`, style: 'small' }))
          : [line.dueOn === null ? '' : formats.day(line.dueOn)],
    },
    right(money(line.amount)),
    right(money(line.balance)),
  ]);
  const table: Content = {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      keepWithHeaderRows: 1,
      widths: [mm(30), mm(24), '*', mm(30), mm(22), mm(22)],
      body: [
        [
          headCell(say('on')),
          headCell(say('what')),
          headCell(say('document')),
          headCell(say('due')),
          headCell(say('amount', { currency }), 'right'),
          headCell(say('balance', { currency }), 'right'),
        ],
        balance(say('opening'), paper.opening, paper.from),
        ...lines,
        balance(say('closing', { day: formats.day(paper.on) }), paper.closing, paper.on),
      ],
    },
    layout: ruled,
  };
  const ages: Content = {
    table: {
      headerRows: 1,
      widths: paper.ages.map(() => '*'),
      body: [paper.ages.map(({ age }) => headCell(say(age), 'right')), paper.ages.map(({ amount }) => right(money(amount)))],
    },
    layout: ruled,
  };
  return {
    running: `${say('title')} ${paper.to.name}`,
    content: [
      {
        columns: [
          addressWindow(issuer, addressLines(paper.to, issuer, formats)),
          {
            width: mm(72),
            stack: [
              facts([
                [say('from'), formats.day(paper.from)],
                [say('to'), formats.day(paper.on)],
                [say('yourTax'), paper.to.taxNumber],
              ]),
            ],
            margin: [0, mm(10), 0, 0],
          },
        ],
      },
      { text: say('title'), style: 'title', margin: [0, mm(10), 0, mm(4)] },
      table,
      {
        unbreakable: true,
        margin: [0, 14, 0, 0],
        stack: [{ text: say('open', { day: formats.day(paper.on) }), style: 'head', margin: [0, 0, 0, 4] }, ages],
      },
    ],
  };
}
