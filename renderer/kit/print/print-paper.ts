import type { PaperKind } from '../../../preload/contract/documents.ts';
import { ask } from '../../client/ask.ts';
import { show } from '../../client/files.ts';
import { send } from '../../client/send.ts';
import { t } from './text.ts';

/** A document of the record in view: an invoice, the slip or label of a shipment, or the pick list of an order, by the number people know it by. */
export interface Paper {
  readonly kind: PaperKind;
  readonly id: string;
  readonly number: string;
}

export const titleOf = ({ kind, number }: Paper): string => t(kind, { number });

const LOOK_MS = 400;
const PATIENCE_MS = 120_000;
const ENDED: ReadonlySet<string> = new Set(['done', 'dead', 'failed', 'cancelled']);

/** Has a document written by its job and shows it. Answers why it was not, in words; rejects with a `Failure`. */
export async function printPaper(paper: Paper): Promise<string | undefined> {
  const { output: started } = await send('documents.print', { kind: paper.kind, ids: [paper.id] });
  const jobId = started?.jobId ?? '';
  const title = titleOf(paper);
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await new Promise((resolve) => setTimeout(resolve, LOOK_MS))) {
    const { output } = await ask('documents.getPrint', { jobId });
    if (output.fileId !== null) {
      await show(output.fileId);
      return undefined;
    }
    if (ENDED.has(output.state)) return t('ended', { title, error: output.error ?? output.state });
  }
  return t('late', { title });
}
