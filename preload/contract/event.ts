/** News of a commit, sent to every window and socket; ids are left out above 200. */
export interface Announcement {
  readonly topic: string;
  readonly ids: readonly string[];
  readonly seq: number;
}
