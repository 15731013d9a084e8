import type { Connection } from '../../db/dialect/portable.ts';
import type { DB } from '../../db/schema/index.ts';
import { Refusal } from '../../preload/contract/refusal.ts';
import { idsIn, kindOfId } from '../../preload/contract/values/id.ts';
import { namesOfIds } from '../domain/company/index.ts';

/** A refusal whose sentence names records by number, SKU or name where it was made with their ids. Its parameters keep the ids: programs decide by those. */
export async function inWords(refusal: Refusal, read: <T>(work: (tx: Connection<DB>) => Promise<T>) => Promise<T>): Promise<Refusal> {
  const ids = idsIn(refusal.message);
  if (ids.length === 0) return refusal;
  const nameOf = await read((tx) => namesOfIds(tx, ids));
  const sentence = ids.reduce((text, id) => text.replaceAll(id, nameOf(id) ?? `(this ${kindOfId(id)})`), refusal.message);
  return new Refusal(refusal.code, refusal.params, sentence);
}
