import type { TDocumentDefinitions } from 'pdfmake/interfaces';
import type { Issuer, LabelPaper, Paper } from '../../preload/contract/documents.ts';
import { customerStatementSheet } from './customer-statement/customer-statement.ts';
import { dunningLetterSheet } from './dunning-letter/dunning-letter.ts';
import { invoiceSheet } from './invoice/invoice.ts';
import { formatsOf } from './kit/format.ts';
import type { Language } from './kit/language.ts';
import { pageTexts, type Sheet, sheets } from './kit/page.ts';
import { renderPdf } from './kit/render.ts';
import { labels } from './label/label.ts';
import { packingSlipSheet } from './packing-slip/packing-slip.ts';
import { pickListSheet } from './pick-list/pick-list.ts';
import { quoteSheet } from './quote/quote.ts';
import { liesAcross, type ReportPaper, reportSheet } from './report/report.ts';

/** Documents of one kind, whose company they are, and the language they are written in. */
export interface Writing {
  readonly issuer: Issuer;
  readonly language: Language;
  readonly papers: readonly (Paper | ReportPaper)[];
}

function laidOut({ issuer, language, papers }: Writing): TDocumentDefinitions {
  const formats = formatsOf(language);
  const sheetOf = (paper: Exclude<Paper, LabelPaper> | ReportPaper): Sheet => {
    if (paper.kind === 'report') return reportSheet(paper, formats);
    if (paper.kind === 'invoice') return invoiceSheet(paper, issuer, language, formats);
    if (paper.kind === 'quote') return quoteSheet(paper, issuer, language, formats);
    if (paper.kind === 'packing-slip') return packingSlipSheet(paper, issuer, language, formats);
    if (paper.kind === 'dunning-letter') return dunningLetterSheet(paper, issuer, language, formats);
    if (paper.kind === 'customer-statement') return customerStatementSheet(paper, issuer, language, formats);
    return pickListSheet(paper, issuer, language, formats);
  };
  const small = papers.filter((p) => p.kind === 'label');
  if (small.length > 0) return labels(small, issuer, language, formats);
  const across = papers.some((p) => p.kind === 'report' && liesAcross(p));
  return {
    ...sheets(issuer, pageTexts(language), papers.filter((p) => p.kind !== 'label').map(sheetOf)),
    ...(across ? { pageOrientation: 'landscape' } : {}),
  };
}

/** The bytes of one PDF with all the documents in the order given. Labels have a page size of their own: they come alone. */
export const writePdf = (writing: Writing): Promise<Buffer> =>
  renderPdf({ ...laidOut(writing), info: { title: writing.papers[0]?.number ?? '', author: writing.issuer.name } });
