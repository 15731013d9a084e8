import {
  type Issuer,
  PAPER_PERMISSIONS,
  PAPERS_PAGE,
  type Paper,
  PRINT_JOB,
  type PrintJob,
  zPrintJob,
} from '../../preload/contract/documents.ts';
import type { JobContext, JobHandler } from '../engine/jobs/model.ts';
import { drawn } from './draw.ts';

async function gathered(job: JobContext, { kind, ids, span }: PrintJob): Promise<Paper[]> {
  // A pick list adds up what all its orders want; everything else is asked for page by page.
  const step = kind === 'pick-list' ? ids.length : PAPERS_PAGE;
  const papers: Paper[] = [];
  for (let from = 0; from < ids.length; from += step) {
    const page = await job.ask<{ papers: Paper[] }>('documents.getPapers', {
      kind,
      ids: ids.slice(from, from + step),
      ...(span === undefined ? {} : { span }),
    });
    papers.push(...page.papers);
    await job.progress(papers.length, ids.length, `${papers.length} of ${ids.length} documents read`);
  }
  return papers;
}

/** Writes documents into one PDF file. An invoice is written once in a language and kept; asked for again, that file is the answer. */
export const printJob: JobHandler = {
  kind: PRINT_JOB,
  summary: 'Writes invoices, quotes, packing slips, labels, pick lists, dunning letters and statements as PDF files',
  payload: zPrintJob,
  async run(job) {
    const request = zPrintJob.parse(job.payload);
    const { kind, ids, language } = request;
    const [invoiceId = ''] = kind === 'invoice' ? ids : [];
    if (kind === 'invoice') {
      const { fileId } = await job.ask<{ fileId: string | null }>('documents.getPrinted', { invoiceId, language });
      if (fileId !== null) return { fileId, documents: 1 };
    }
    const issuer = await job.ask<Issuer>('documents.getLetterhead', {});
    const papers = await gathered(job, request);
    const name = papers.length === 1 ? `${papers[0]?.number}.pdf` : `${kind}-${papers[0]?.number}-${papers.at(-1)?.number}.pdf`;
    const content = await drawn({ issuer, language, papers }, job.signal);
    const { fileId } = await job.writeFile(
      { name, mediaType: 'application/pdf', purpose: 'document', permission: PAPER_PERMISSIONS[kind] },
      content,
    );
    if (kind === 'invoice') await job.dispatch('documents.keepPrinted', { invoiceId, language, fileId }, 1);
    return { fileId, documents: papers.length };
  },
};
