import { ask } from '../client/ask.ts';
import { asFailure } from '../client/failure.ts';
import { words } from './format.ts';
import { useAsk } from './use-ask.ts';

/** Most documents named in one question. */
const NAMED_MAX = 500;
/** Where the document a source names can be looked at, by the kind moves, layers and entries name it by. */
const PAGES: Readonly<Record<string, string>> = { 'stock-document': '/stock-documents', shipment: '/shipments', sales_order: '/orders' };

/** The number a document is known by, or its kind in words where it has none or nobody may know it. */
export type Named = (kind: string | null, id: string | null) => string;

/** Path of the page of a source; undefined where it has no page. */
export const pageOfSource = (kind: string | null, id: string | null): string | undefined =>
  kind !== null && id !== null && PAGES[kind] !== undefined ? `${PAGES[kind]}/${id}` : undefined;

const wanted = (ids: readonly (string | null)[]): string[] => [...new Set(ids.filter((id) => id !== null))].slice(0, NAMED_MAX);
const namedBy =
  (numbers: ReadonlyMap<string, string>): Named =>
  (kind, id) =>
    numbers.get(id ?? '') ?? words(kind ?? '');

/** Names the documents that rows of a table mention. */
export function useNamed(ids: readonly (string | null)[]): Named {
  const asked = wanted(ids);
  const { output } = useAsk('engine.numbersOf', asked.length > 0 ? { ids: asked } : undefined);
  return namedBy(new Map(output?.rows.map((r) => [r.id, r.number])));
}

/** Names the documents that a window of a list mentions, while it is read. Who may not ask gets kinds in words. */
export async function namesFor(ids: readonly (string | null)[]): Promise<Named> {
  const asked = wanted(ids);
  if (asked.length === 0) return namedBy(new Map());
  try {
    const { output } = await ask('engine.numbersOf', { ids: asked });
    return namedBy(new Map(output.rows.map((r) => [r.id, r.number])));
  } catch (error) {
    if (asFailure(error).forbidden) return namedBy(new Map());
    throw error;
  }
}
