import type { AuditOrder } from './auditor.ts';
import type { Written } from './partner.ts';

/** The auditor's books of what channels delivered in files: every record once, with its money, and what a person must look at. */

export interface FileEntry {
  readonly written: Written;
  readonly channelId: string;
  state: 'imported' | 'unresolved' | 'parked';
  settled: boolean;
  /** what a sale has become */
  order?: AuditOrder;
}

export interface FileCounts {
  readonly imported: number;
  readonly unchanged: number;
  readonly unresolved: number;
  readonly parked: number;
}

export interface FileSale {
  readonly channelId: string;
  readonly customer: string;
  readonly order: AuditOrder;
}

/** What a SKU of a channel means: an article, or a charge. */
export type SkuMeaning = { readonly itemId: string } | { readonly role: string };

interface Stated {
  readonly delivered: number;
  readonly credited: number;
  readonly adjusted: number;
  readonly unresolved: number;
  readonly gap: number;
}

export class FileBooks {
  readonly #entries = new Map<string, FileEntry>();
  readonly #sales: FileSale[] = [];
  readonly #meanings = new Map<string, SkuMeaning>();
  /** open, by kind and subject, with how often it was met */
  readonly exceptions = new Map<string, number>();
  /** credited by cancellations in files, by party */
  readonly credits = new Map<string, number>();

  /** The article or charge a SKU stands for on a channel, by the shop's own SKUs and by what was mapped. */
  learn(channelId: string, sku: string, meaning: SkuMeaning): void {
    this.#meanings.set(`${channelId}|${sku}`, meaning);
  }
  meaningOf(channelId: string, sku: string): SkuMeaning | undefined {
    return this.#meanings.get(`${channelId}|${sku}`) ?? this.#meanings.get(`|${sku}`);
  }

  /** The article a SKU stands for, or null: it is unknown or a charge. */
  itemOf(channelId: string, sku: string): string | null {
    const meaning = this.meaningOf(channelId, sku);
    return meaning && 'itemId' in meaning ? meaning.itemId : null;
  }
  /** SKUs of the channel's own that stand for an article. */
  foreignSkus(channelId: string): string[] {
    const own = [...this.#meanings].filter(([key, meaning]) => key.startsWith(`${channelId}|`) && 'itemId' in meaning);
    return own.map(([key]) => key.slice(channelId.length + 1)).toSorted();
  }

  salesOf(channelId: string): FileSale[] {
    return this.#sales.filter((s) => s.channelId === channelId);
  }
  sold(sale: FileSale): void {
    this.#sales.push(sale);
  }

  entriesOf(channelId: string): FileEntry[] {
    return [...this.#entries.values()].filter((e) => e.channelId === channelId);
  }
  entry(channelId: string, externalId: string): FileEntry | undefined {
    return this.#entries.get(`${channelId}|${externalId}`);
  }

  raise(kind: string, subject: string): void {
    const key = `${kind}|${subject}`;
    this.exceptions.set(key, (this.exceptions.get(key) ?? 0) + 1);
  }

  /** Takes records in as the company must: each number once, unknown goods wait, unreadable ones are parked. */
  takeIn(channelId: string, records: readonly Written[]): { counts: FileCounts; fresh: FileEntry[] } {
    const counts = { imported: 0, unchanged: 0, unresolved: 0, parked: 0 };
    const fresh: FileEntry[] = [];
    for (const written of records) {
      const known = this.entry(channelId, written.externalId);
      const mended = known?.written.kind === 'unreadable' && written.kind !== 'unreadable';
      if (mended) this.exceptions.delete(`bad-record|${written.externalId}`);
      if (known && !mended) {
        counts.unchanged += 1;
        if (written.kind !== 'unreadable' && known.written.rows.join() !== written.rows.join())
          this.raise('changed-after-import', written.externalId);
        continue;
      }
      const state = this.#judge(channelId, written);
      counts[state] += 1;
      const entry: FileEntry = { written, channelId, state, settled: false };
      this.#entries.set(`${channelId}|${written.externalId}`, entry);
      fresh.push(entry);
    }
    return { counts, fresh };
  }

  #judge(channelId: string, written: Written): FileEntry['state'] {
    if (written.kind === 'unreadable') {
      this.raise('bad-record', written.externalId);
      return 'parked';
    }
    const unknown = written.lines.filter((l) => l.goods && !this.meaningOf(channelId, l.sku));
    for (const l of unknown) this.raise('unknown-sku', l.sku);
    return unknown.length > 0 ? 'unresolved' : 'imported';
  }

  /** A SKU has got its meaning: what waited for nothing else is taken in. Returns those that are. */
  mapped(channelId: string, sku: string, meaning: SkuMeaning): { ready: FileEntry[]; waiting: number } {
    this.learn(channelId, sku, meaning);
    this.exceptions.delete(`unknown-sku|${sku}`);
    const concerned = this.entriesOf(channelId).filter((e) => e.state === 'unresolved' && e.written.lines.some((l) => l.sku === sku));
    const ready = concerned.filter((e) => e.written.lines.every((l) => !l.goods || this.meaningOf(channelId, l.sku)));
    for (const e of ready) e.state = 'imported';
    return { ready, waiting: concerned.length - ready.length };
  }

  /** SKUs of a channel that records wait for. */
  unknownSkus(channelId: string): string[] {
    const waiting = this.entriesOf(channelId).filter((e) => e.state === 'unresolved');
    const skus = waiting.flatMap((e) => e.written.lines.flatMap((l) => (l.goods && !this.meaningOf(channelId, l.sku) ? [l.sku] : [])));
    return [...new Set(skus)].toSorted();
  }

  credited(partyId: string, amount: number): void {
    this.credits.set(partyId, (this.credits.get(partyId) ?? 0) + amount);
  }

  /** Differences between these books and what the company says a channel delivered, in money. */
  compareMoney(channelId: string, stated: Stated): string[] {
    const sum = (keep: (e: FileEntry) => boolean) =>
      this.entriesOf(channelId)
        .filter(keep)
        .reduce((total, e) => total + e.written.amount, 0);
    const own: Stated = {
      delivered: sum(() => true),
      credited: sum((e) => e.settled && e.written.kind === 'cancellation'),
      adjusted: sum((e) => e.settled && (e.written.kind === 'fee' || (e.written.kind === 'sale' && !e.order))),
      unresolved: sum((e) => e.state !== 'imported'),
      gap: 0,
    };
    return (Object.keys(own) as (keyof Stated)[])
      .filter((key) => own[key] !== stated[key])
      .map((key) => `channel ${channelId} ${key}: company ${stated[key]}, auditor ${own[key]}`);
  }

  /** Differences between what the auditor and the company have open for a person. */
  compareExceptions(rows: readonly { readonly kind: string; readonly subject: string; readonly occurrences: number }[]): string[] {
    const stated = new Map(rows.map((r) => [`${r.kind}|${r.subject}`, r.occurrences]));
    return [...new Set([...stated.keys(), ...this.exceptions.keys()])]
      .filter((key) => stated.get(key) !== this.exceptions.get(key))
      .map((key) => `exception ${key}: company ${stated.get(key) ?? 0} times, auditor ${this.exceptions.get(key) ?? 0}`);
  }
}
