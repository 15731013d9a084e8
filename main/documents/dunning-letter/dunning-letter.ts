import type { Content, TableCell } from 'pdfmake/interfaces';
import type { Issuer, LetterPaper } from '../../../preload/contract/documents.ts';
import { mm } from '../kit/barcode.ts';
import type { Formats } from '../kit/format.ts';
import type { Language } from '../kit/language.ts';
import { addressLines, addressWindow, facts, headCell, right, ruled, type Sheet } from '../kit/page.ts';
import { letterTexts } from './text.ts';

/** From this letter on the tone is that of a last demand, where the company has no words of its own. */
const LAST = 3;

/** What a customer is asked to pay, with the fee of the level apart and credits below zero. */
export function dunningLetterSheet(paper: LetterPaper, issuer: Issuer, language: Language, formats: Formats): Sheet {
  const say = letterTexts(language);
  const { currency, level } = paper;
  const money = (amount: number) => formats.money(amount, currency);
  const body = paper.words === '' ? say(level === 1 ? 'first' : level < LAST ? 'further' : 'last') : paper.words;
  const lines = paper.lines.map((line): TableCell[] => [
    { text: line.name },
    { text: formats.day(line.openedOn) },
    { text: formats.day(line.dueOn) },
    right(line.daysLate > 0 && line.open > 0 ? formats.count(line.daysLate) : ''),
    right(line.level === null ? '' : formats.count(line.level)),
    right(money(line.open)),
  ]);
  const sums: TableCell[][] = [
    ...(paper.fee === 0
      ? []
      : [
          [right(say('openSum')), right(money(paper.open))],
          [right(say('fee')), right(money(paper.fee))],
        ]),
    [right(say('total', { currency }), { style: 'total' }), right(money(paper.total), { style: 'total' })],
  ];
  const table: Content = {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      keepWithHeaderRows: 1,
      widths: ['*', mm(31), mm(31), mm(18), mm(18), mm(26)],
      body: [
        [
          headCell(say('document')),
          headCell(say('issued')),
          headCell(say('due')),
          headCell(say('late'), 'right'),
          headCell(say('level'), 'right'),
          headCell(say('open', { currency }), 'right'),
        ],
        ...lines,
      ],
    },
    layout: ruled,
  };
  return {
    running: `${paper.levelName} ${paper.number}`,
    content: [
      {
        columns: [
          addressWindow(issuer, addressLines(paper.to, issuer, formats)),
          {
            width: mm(72),
            stack: [
              facts([
                [say('letter'), paper.number],
                [say('date'), formats.day(paper.on)],
                [say('payBy'), formats.day(paper.payBy)],
                [say('yourTax'), paper.to.taxNumber],
              ]),
            ],
            margin: [0, mm(10), 0, 0],
          },
        ],
      },
      { text: paper.levelName, style: 'title', margin: [0, mm(10), 0, mm(4)] },
      { text: say('greeting'), margin: [0, 0, 0, 6] },
      { text: body, margin: [0, 0, 0, 10] },
      table,
      {
        unbreakable: true,
        margin: [0, 8, 0, 0],
        stack: [
          { table: { widths: ['*', mm(30)], body: sums }, layout: 'noBorders' },
          {
            text: say('close', { total: money(paper.total), currency, day: formats.day(paper.payBy), number: paper.number }),
            margin: [0, 14, 0, 0],
          },
        ],
      },
    ],
  };
}
