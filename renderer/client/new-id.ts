import { ID_RANDOM_BYTES, type IdPrefix, makeId } from '../../preload/contract/values/id.ts';

/** An id for a document this window asks for, so that a request sent twice names the same document. */
export const newId = (prefix: IdPrefix): string => makeId(prefix, Date.now(), crypto.getRandomValues(new Uint8Array(ID_RANDOM_BYTES)));
