import { ask } from '../../../client/ask.ts';
import { newCommandId, send } from '../../../client/send.ts';

/** A transfer on the bench: what is under way of it, line by line, and how much came out of the box. */
export interface Arrival {
  readonly documentId: string;
  readonly revision: number;
  readonly number: string;
  readonly from: string;
  readonly lines: readonly {
    readonly lineNo: number;
    readonly itemId: string;
    readonly sku: string;
    readonly title: string;
    readonly of: number;
    readonly done: number;
  }[];
}

/** The transfer under way of that number; undefined where there is none. */
export async function openArrival(number: string): Promise<Arrival | undefined> {
  const { output } = await ask('inventory.listDocuments', {
    filter: [
      { column: 'kind', op: 'eq', value: 'transfer' },
      { column: 'state', op: 'eq', value: 'shipped' },
      { column: 'number', op: 'eq', value: number },
    ],
    limit: 1,
  });
  const [found] = output.rows;
  if (!found) return undefined;
  const { output: document } = await ask('inventory.getDocument', { documentId: found.id, limit: 500 });
  const lines = document.lines
    .map((l) => ({ ...l, of: l.qty - (l.receivedQty ?? 0) - (l.lostQty ?? 0), done: 0 }))
    .filter((l) => l.of > 0)
    .map(({ lineNo, itemId, sku, title, of, done }) => ({ lineNo, itemId, sku, title, of, done }));
  return { documentId: document.id, revision: document.revision, number, from: document.fromCode ?? '', lines };
}

/** The lines with that many more of an item out of the box: one line is filled before the next. */
export function filled(lines: Arrival['lines'], itemId: string, count: number): Arrival['lines'] {
  let rest = count;
  return lines.map((line) => {
    if (line.itemId !== itemId) return line;
    const more = Math.min(rest, line.of - line.done);
    rest -= more;
    return { ...line, done: line.done + more };
  });
}

/** Receives what came out of the box: exactly what its dry run says. */
export async function receive({ documentId, revision, lines }: Arrival): Promise<void> {
  const input = { documentId, lines: lines.filter((l) => l.done > 0).map(({ lineNo, done }) => ({ lineNo, received: done })) };
  const expect = [{ id: documentId, revision }];
  const { preview } = await send('inventory.receiveTransfer', input, { dryRun: true, expect });
  if (preview) await send('inventory.receiveTransfer', input, { commandId: newCommandId(), confirm: preview.effectsDigest, expect });
}
