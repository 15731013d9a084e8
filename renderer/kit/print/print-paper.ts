import type { PaperKind, PaperSpan } from '../../../preload/contract/documents.ts';
import { show } from '../../client/files.ts';
import { send } from '../../client/send.ts';
import { ownJobEnded } from '../own-job.ts';
import { t } from './text.ts';

/**
 * A document of the record in view: an invoice, the slip or label of a shipment, the pick list of an order, a dunning letter or all of its run,
 * the statement of a customer for some days; by the number people know it by.
 */
export interface Paper {
  readonly kind: PaperKind;
  readonly id: string;
  readonly number: string;
  /** Run whose letters are all meant. */
  readonly run?: string;
  /** Days of a statement. */
  readonly span?: PaperSpan;
}

export const titleOf = ({ kind, number }: Paper): string => t(kind, { number });

const PATIENCE_MS = 120_000;

/** Has a document written by its job and shows it. Answers why it was not, in words; rejects with a `Failure`. */
export async function printPaper(paper: Paper): Promise<string | undefined> {
  const { output: started } = await send('documents.print', {
    kind: paper.kind,
    ...(paper.run === undefined ? { ids: [paper.id] } : { runId: paper.run }),
    ...(paper.span === undefined ? {} : { span: paper.span }),
  });
  const jobId = started?.jobId ?? '';
  const title = titleOf(paper);
  const output = await ownJobEnded('documents.getPrint', jobId, PATIENCE_MS);
  if (!output) return t('late', { title });
  if (output.fileId === null) return t('ended', { title, error: output.error ?? output.state });
  await show(output.fileId);
  return undefined;
}
