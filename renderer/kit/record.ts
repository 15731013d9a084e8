import { useMemo } from 'react';
import { ask } from '../client/ask.ts';
import { words } from './format.ts';
import { useAsk } from './use-ask.ts';

const ASKED_AT_ONCE = 500;

/** Where the record of an id is shown, by the prefix of the id. */
const PLACES: Readonly<Record<string, string>> = {
  so: '/orders',
  po: '/purchase-orders',
  bka: '/bank-accounts',
  stl: '/settlements',
  prn: '/payment-runs',
  bill: '/bills',
  inv: '/invoices',
  cn: '/invoices',
  ret: '/returns',
  pty: '/customers',
  acc: '/accounts',
  chn: '/channels',
  usr: '/users',
  itm: '/items',
  sd: '/stock-documents',
  shp: '/shipments',
  prl: '/price-lists',
  quo: '/quotes',
  wav: '/waves',
  wvt: '/wave-templates',
  csv: '/carrier-services',
  dun: '/dunning-letters',
};

/** Stands between the id of a channel and what the channel calls one of its records. */
const FOREIGN = /[/:]/;

/** Path of a record by its id, of something a channel brought the path of the channel; undefined for one that has no page. */
export function recordPath(id: string): string | undefined {
  const [own = ''] = id.split(FOREIGN);
  const place = PLACES[own.slice(0, own.indexOf('_'))];
  return place === undefined ? undefined : `${place}/${own}`;
}

/** Names of records by id, as far as they are known and open to the person. */
export type Names = ReadonlyMap<string, string>;

const tidy = (ids: readonly (string | null)[]) =>
  [...new Set(ids.filter((id): id is string => id !== null && id !== ''))].sort().slice(0, ASKED_AT_ONCE);
const mapped = (rows: readonly { readonly id: string; readonly name: string }[]): Names => new Map(rows.map((r) => [r.id, r.name]));

/** What people call these records: for the rows of a list, in its `load`. */
export async function namesOf(ids: readonly (string | null)[]): Promise<Names> {
  const wanted = tidy(ids);
  if (wanted.length === 0) return new Map();
  return mapped((await ask('insight.nameRecords', { ids: wanted })).output.rows);
}

/** What people call the records a page points at. */
export function useNames(ids: readonly (string | null)[]): Names {
  const wanted = tidy(ids);
  const { output } = useAsk('insight.nameRecords', wanted.length === 0 ? undefined : { ids: wanted });
  return useMemo(() => mapped(output?.rows ?? []), [output]);
}

/** An id as people say it, or as a channel calls its record. */
export const worded = (id: string | null, names: Names): string => (id === null ? '' : (names.get(id) ?? id.slice(id.search(FOREIGN) + 1)));

/** The number of a journal entry; undefined until it is known, and for who may not read the books. */
export const useEntryNumber = (entryId: number | null): string | undefined =>
  useAsk('accounting.getEntry', entryId === null ? undefined : { entryId }).output?.number;

/** What made an entry: the number of the document, else the kind of source and what it is called there. */
export const sourceWords = (source: { readonly sourceKind: string; readonly sourceId: string }, names: Names): string =>
  names.get(source.sourceId) ?? `${words(source.sourceKind)} ${recordPath(source.sourceId) === undefined ? source.sourceId : ''}`.trim();
