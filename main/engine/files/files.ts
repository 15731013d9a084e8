import type { Readable } from 'node:stream';
import type { Connection } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import { type FileFacts, fileContentGone, filesFull, type NewFile, noFileFolder } from '../../../preload/contract/files.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import type { Actor } from '../context.ts';
import type { Engine } from '../engine.ts';
import type { ContentFacts, ContentStore, FileContent } from './model.ts';

const MEGABYTE = 1024 * 1024;
/** What all files of a company may take together unless its host says otherwise. */
const SPACE = 10_240 * MEGABYTE;
/** Contents without a row are left alone for so long: a row may be on its way. */
const GRACE_MS = 3_600_000;

export interface WriteHow {
  readonly actor: Actor;
  /** Id of the command that records the file, made from its content: the same content again is the same command. */
  readonly commandId: (content: ContentFacts) => string;
  /** Bytes at most; what is left of the company's space where less. */
  readonly limit?: number;
  readonly bulk?: boolean;
  readonly guard?: (tx: Connection<DB>) => Promise<void>;
}

/**
 * Files of one company. The content is written first and outside any transaction, then recorded by a command; whatever dies in between
 * leaves a content nobody knows, which the nightly sweep removes.
 */
export class CompanyFiles {
  readonly #engine: Engine;
  readonly #store: ContentStore | undefined;
  readonly #space: number;

  constructor(engine: Engine, store: ContentStore | undefined, space: number = SPACE) {
    this.#engine = engine;
    this.#store = store;
    this.#space = space;
  }

  /** Writes and records a file. Refuses one that is too large, or that its maker could not read. */
  async write(file: NewFile, content: FileContent, how: WriteHow): Promise<{ fileId: string } & ContentFacts> {
    const store = this.#storeOrRefuse();
    const left = this.#space - (await this.#used());
    if (left <= 0) throw refuse(filesFull, { space: this.#space });
    const { limit = Number.MAX_SAFE_INTEGER } = how;
    const facts = await store.put(content, Math.min(limit, left));
    const { output } = await this.#engine.dispatch({
      commandId: how.commandId(facts),
      operation: 'engine.recordFile',
      input: { ...file, ...facts },
      actor: how.actor,
      ...(how.bulk === undefined ? {} : { bulk: how.bulk }),
      ...(how.guard ? { guard: how.guard } : {}),
    });
    return { ...(output as { fileId: string }), ...facts };
  }

  /** A file's facts and its content. Refuses an unknown or expired file, and people without the permission it takes. */
  async read(fileId: string, actor: Actor): Promise<{ facts: FileFacts; content: Readable }> {
    const { output } = await this.#engine.ask({ operation: 'engine.getFile', input: { fileId }, actor });
    const facts = output as FileFacts;
    const content = await this.#storeOrRefuse().open(facts.sha256);
    if (!content) throw refuse(fileContentGone, { name: facts.name });
    return { facts, content };
  }

  /**
   * Removes contents that no row names. Look and deed stand between two commands, so that no row is being written meanwhile; a content
   * written again is new again. `graceMs` is for tests: an hour otherwise.
   */
  async sweep(graceMs: number = GRACE_MS): Promise<number> {
    const store = this.#store;
    if (!store) return 0;
    let removed = 0;
    for (const name of await store.old(graceMs))
      removed += await this.#engine.writer.exclusively(async ({ db }) => {
        const row = await db.selectFrom('stored_file').select('id').where('sha256', '=', name).limit(1).executeTakeFirst();
        return !row && store.remove(name, graceMs) ? 1 : 0;
      });
    return removed;
  }

  #storeOrRefuse(): ContentStore {
    if (!this.#store) throw refuse(noFileFolder, {});
    return this.#store;
  }

  async #used(): Promise<number> {
    const row = await this.#engine.writer.exclusively(({ db }) =>
      db
        .selectFrom('stored_file')
        .select(({ fn }) => fn.sum<number | null>('bytes').as('bytes'))
        .executeTakeFirst(),
    );
    return Number(row?.bytes ?? 0);
  }
}
