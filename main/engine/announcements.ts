import type { Announcement } from '../../preload/contract/event.ts';

const COALESCE_MS = 250;
const MAX_IDS = 200;

/** Sends news of commits to subscribers, at most every 250 ms per subscriber; many ids shrink to their topic. */
export class AnnouncementHub {
  readonly #subscribers = new Set<(news: readonly Announcement[]) => void>();
  readonly #atOnce = new Set<(news: readonly Announcement[]) => void>();
  #waiting = new Map<string, { ids: Set<string>; all: boolean; seq: number }>();
  #timer: NodeJS.Timeout | undefined;

  /** Calls back with coalesced news until the returned function is called. */
  subscribe(listener: (news: readonly Announcement[]) => void): () => void {
    this.#subscribers.add(listener);
    return () => this.#subscribers.delete(listener);
  }

  /** Calls back for every commit as it happens, uncoalesced: for the engine's own workers and caches. */
  onCommit(listener: (news: readonly Announcement[]) => void): () => void {
    this.#atOnce.add(listener);
    return () => this.#atOnce.delete(listener);
  }

  publish(news: readonly Announcement[]): void {
    for (const listener of this.#atOnce) listener(news);
    if (this.#subscribers.size === 0) return;
    for (const n of news) {
      const known = this.#waiting.get(n.topic) ?? { ids: new Set<string>(), all: false, seq: 0 };
      for (const id of n.ids) known.ids.add(id);
      known.all ||= n.ids.length === 0 || known.ids.size > MAX_IDS;
      known.seq = n.seq;
      this.#waiting.set(n.topic, known);
    }
    if (!this.#timer) {
      this.#timer = setTimeout(() => this.flush(), COALESCE_MS);
      this.#timer.unref();
    }
  }

  /** Sends what is waiting now. */
  flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = undefined;
    const news = [...this.#waiting].map(([topic, { ids, all, seq }]) => ({ topic, ids: all ? [] : [...ids], seq }));
    this.#waiting = new Map();
    if (news.length > 0) for (const listener of this.#subscribers) listener(news);
  }

  close(): void {
    this.flush();
    this.#subscribers.clear();
    this.#atOnce.clear();
  }
}
