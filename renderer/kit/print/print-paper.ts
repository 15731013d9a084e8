import type { PaperKind } from '../../../preload/contract/documents.ts';
import { show } from '../../client/files.ts';
import { send } from '../../client/send.ts';
import { ownJobEnded } from '../own-job.ts';
import { t } from './text.ts';

/** A document of the record in view: an invoice, the slip or label of a shipment, or the pick list of an order, by the number people know it by. */
export interface Paper {
  readonly kind: PaperKind;
  readonly id: string;
  readonly number: string;
}

export const titleOf = ({ kind, number }: Paper): string => t(kind, { number });

const PATIENCE_MS = 120_000;

/** Has a document written by its job and shows it. Answers why it was not, in words; rejects with a `Failure`. */
export async function printPaper(paper: Paper): Promise<string | undefined> {
  const { output: started } = await send('documents.print', { kind: paper.kind, ids: [paper.id] });
  const jobId = started?.jobId ?? '';
  const title = titleOf(paper);
  const output = await ownJobEnded('documents.getPrint', jobId, PATIENCE_MS);
  if (!output) return t('late', { title });
  if (output.fileId === null) return t('ended', { title, error: output.error ?? output.state });
  await show(output.fileId);
  return undefined;
}
