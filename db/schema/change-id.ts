/** A commit has room for this many changes: the id of its n-th one is `seq` times this, plus n. */
const CHANGES_PER_COMMIT = 1_000_000;

/** Id of the n-th change of a commit, counted from 1. `changeId(seq, 0)` lies before all of them. */
export function changeId(seq: number, n: number): number {
  if (n >= CHANGES_PER_COMMIT) throw new Error(`a command changes fewer than ${CHANGES_PER_COMMIT} rows; divide it`);
  return seq * CHANGES_PER_COMMIT + n;
}
