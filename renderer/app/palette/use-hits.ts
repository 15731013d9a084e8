import { useDebouncedValue } from '@mantine/hooks';
import type { OutputOf } from '../../client/operations.ts';
import { go } from '../../kit/route.ts';
import { useAsk } from '../../kit/use-ask.ts';
import type { Entry } from './entries.ts';
import { t } from './text.ts';

/** A fast typist asks once for a word, not once for each of its letters. */
const SETTLED_MS = 120;
/** One letter finds nearly everything. */
const LETTERS_MIN = 2;

type Hit = OutputOf<'insight.search'>['hits'][number];
const entryOf = (hit: Hit): Entry => ({
  id: `hit:${hit.kind}:${hit.id}`,
  label: hit.label,
  beside: `${hit.detail} \u00b7 ${t(hit.kind)}`,
  run: () => go(hit.path),
});

/** What the engine finds under the words typed: SKUs, orders, parties, documents; only what this person may see. */
export function useHits(query: string): { readonly hits: readonly Entry[]; readonly searching: boolean } {
  const [text] = useDebouncedValue(query.trim(), SETTLED_MS);
  const { output, failure } = useAsk('insight.search', text.length < LETTERS_MIN ? undefined : { text });
  const wanted = query.trim().length >= LETTERS_MIN;
  return { hits: wanted ? (output?.hits ?? []).map(entryOf) : [], searching: wanted && (text !== query.trim() || (!output && !failure)) };
}
