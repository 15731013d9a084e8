import { randomFillSync } from 'node:crypto';
import { statSync } from 'node:fs';
import { type CompanyLocation, type CompanyStore, draftStore, filesFolderOf, type OpenOptions, openStore } from '../../db/open.ts';
import type { CompanySpec } from '../../preload/contract/company.ts';
import { zCompanySpec } from '../../preload/contract/company.ts';
import type { CommandReply, QueryReply } from '../../preload/contract/envelope.ts';
import { Refusal } from '../../preload/contract/refusal.ts';
import { rightsOf } from '../domain/company/index.ts';
import { type CommandRequest, parseInput } from './admission.ts';
import { AnnouncementHub } from './announcements.ts';
import type { Actor, Clock, Entropy } from './context.ts';
import { CompanyFiles } from './files/files.ts';
import { folderStore } from './files/folder.ts';
import { ReadPath } from './read-path.ts';
import { inWords } from './refusal-words.ts';
import type { Registry } from './registry.ts';
import { Writer } from './write-path.ts';

/** What a host decides for an engine. */
export interface EngineOptions {
  readonly registry: Registry;
  readonly clock?: Clock;
  readonly entropy?: Entropy;
  /** Reader connections; 0 answers queries on the write connection between commands (tests, tools). */
  readonly readers?: number;
  /** Bytes all files of the company may take together; 10 GiB when left out. */
  readonly fileSpace?: number;
}

/** The engine's own hand: jobs nobody asked for, schedules of the house, company creation. */
export const SYSTEM: Actor = { id: 'system', device: 'engine', permissions: new Set(['*']), scopes: {} };

const POOL_BYTES = 4096;
const pool = new Uint8Array(POOL_BYTES);
let poolUsed = POOL_BYTES;

/** Random bytes, each given out once. Asked of the system in larger pieces: a command needs some dozens of bytes in several calls. */
function randomBytes(count: number): Uint8Array {
  if (count > POOL_BYTES) return randomFillSync(new Uint8Array(count));
  if (poolUsed + count > POOL_BYTES) {
    randomFillSync(pool);
    poolUsed = 0;
  }
  const from = poolUsed;
  poolUsed += count;
  const given = pool.slice(from, poolUsed);
  pool.fill(0, from, poolUsed);
  return given;
}

export const systemClock: Clock = { now: () => new Date().toISOString() };
export const systemEntropy: Entropy = { bytes: randomBytes };

const LOG_LIMIT_BYTES = 64 * 1024 * 1024;
const LOG_CHECK_EVERY = 16;

/** Owns one company: its write path, its readers, its news. The only thing that opens the company file. */
export class Engine {
  readonly registry: Registry;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly store: CompanyStore;
  readonly writer: Writer;
  readonly news = new AnnouncementHub();
  readonly files: CompanyFiles;
  readonly #reads: ReadPath;
  #commits = 0;
  #folding: Promise<void> | undefined;

  private constructor(store: CompanyStore, options: EngineOptions) {
    this.store = store;
    this.registry = options.registry;
    this.clock = options.clock ?? systemClock;
    this.entropy = options.entropy ?? systemEntropy;
    this.writer = new Writer({
      connection: store.writer,
      registry: options.registry,
      clock: this.clock,
      entropy: this.entropy,
      announce: (news) => {
        this.news.publish(news);
        this.#keepLogShort();
      },
      micros: () => performance.now() * 1000,
    });
    const folder = filesFolderOf(store.location);
    this.files = new CompanyFiles(this, folder === undefined ? undefined : folderStore(folder), options.fileSpace);
    this.#reads = new ReadPath({
      location: store.location,
      registry: options.registry,
      clock: this.clock,
      writer: this.writer,
      readers: options.readers ?? 0,
    });
  }

  /** Opens an existing company. */
  static async open(location: CompanyLocation, options: EngineOptions, how: OpenOptions = {}): Promise<Engine> {
    const engine = new Engine(await openStore(location, how), options);
    await engine.#start();
    return engine;
  }

  /** Creates a company with currency, chart, warehouses and policies in one call; leaves nothing behind when refused or killed. */
  static async create(location: CompanyLocation, spec: unknown, options: EngineOptions): Promise<Engine> {
    const parsed = parseInput('company.create', zCompanySpec, spec) as CompanySpec;
    if ('postgres' in location) return Engine.#made(await openStore(location), parsed, options);
    const draft = await draftStore(location);
    try {
      const engine = await Engine.#made(draft.store, parsed, options);
      await engine.close();
    } catch (error) {
      draft.discard();
      throw error;
    }
    draft.adopt();
    return Engine.open(location, options);
  }

  /** Writes a new company into an empty store; closes it when that is refused. */
  static async #made(store: CompanyStore, spec: CompanySpec, options: EngineOptions): Promise<Engine> {
    const engine = new Engine(store, options);
    try {
      await engine.#start();
      await engine.dispatch({ commandId: 'company.create', operation: 'company.create', input: spec, actor: SYSTEM });
      return engine;
    } catch (error) {
      await engine.close();
      throw error;
    }
  }

  async #start(): Promise<void> {
    await this.writer.open();
  }

  /** When the write-ahead log passes 64 MB, lets readers finish and folds it into the file. */
  #keepLogShort(): void {
    this.#commits += 1;
    if (this.#folding || this.#commits % LOG_CHECK_EVERY !== 0 || !('file' in this.store.location)) return;
    if ((statSync(`${this.store.location.file}-wal`, { throwIfNoEntry: false })?.size ?? 0) < LOG_LIMIT_BYTES) return;
    this.#folding = this.#reads
      .drained(() => this.writer.exclusively((tx) => tx.exec('pragma wal_checkpoint(TRUNCATE)')))
      .catch((error: unknown) => this.news.publish([{ topic: `engine.logNotFolded: ${String(error)}`, ids: [], seq: this.writer.seq }]))
      .finally(() => (this.#folding = undefined));
  }

  /** Sends a command through the write path. */
  dispatch(request: CommandRequest): Promise<CommandReply<unknown>> {
    return this.writer.dispatch(request).catch((thrown: unknown) => this.#refused(thrown));
  }

  /** Answers a query in one short read transaction. */
  ask(request: { operation: string; input: unknown; actor: Actor; signal?: AbortSignal }): Promise<QueryReply<unknown>> {
    return this.#reads.ask(request).catch((thrown: unknown) => this.#refused(thrown));
  }

  /** Throws what was thrown; a refusal in words people know. */
  async #refused(thrown: unknown): Promise<never> {
    throw thrown instanceof Refusal ? await inWords(thrown, (work) => this.writer.exclusively(work)) : thrown;
  }

  /** Somebody as they stand now, coming by a session, a token or a job; undefined for who may no longer work here. */
  actorNow(userId: string, device: string): Promise<Actor | undefined> {
    return this.writer.exclusively((tx) => rightsOf(tx, userId, device));
  }

  /** Finishes what is queued, then lets go of the file. */
  async close(): Promise<void> {
    await this.#folding;
    await this.writer.drain();
    await this.#reads.close();
    this.news.close();
    await this.store.close();
  }
}
