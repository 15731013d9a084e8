import { create } from 'zustand';

/** A record somebody looked at: where it is and what it was called on its page. */
export interface Recent {
  readonly path: string;
  readonly title: string;
}

const KEPT = 12;

/** The records looked at last in this window, newest first. Kept in memory only: whose window it is may change. */
export const useRecent = create<{ readonly records: readonly Recent[] }>(() => ({ records: [] }));

/** Remembers a record as looked at just now. */
export function remember(record: Recent): void {
  const { records } = useRecent.getState();
  if (records[0]?.path === record.path && records[0].title === record.title) return;
  useRecent.setState({ records: [record, ...records.filter((r) => r.path !== record.path)].slice(0, KEPT) });
}
