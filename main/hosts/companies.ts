import { lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { CompanyLocation } from '../../db/open.ts';
import { fileMissing } from '../../preload/contract/company-file.ts';
import { refuse } from '../../preload/contract/refusal.ts';
import { addressTaken, COMPANY_ADDRESS, noDataFolder } from '../../preload/contract/setup.ts';
import { Engine, type EngineOptions } from '../engine/engine.ts';
import { Workers } from '../engine/jobs/workers.ts';
import { Actors } from '../server/actors.ts';
import { serverBox } from '../server/secret-box.ts';
import type { ServedCompany } from '../server/served.ts';
import { SignIn } from '../server/sign-in.ts';
import { carriersOf } from './stock-files.ts';

const ENDING = '.countinghouse';
const PRIVATE = 0o700;
const NAME_MAX = 40;

/** The name a company has in its address: lower case, without what an address cannot hold. */
export function addressOf(title: string): string {
  const plain = title.normalize('NFKD').toLowerCase().replaceAll(/\p{M}/gu, '');
  return (
    plain
      .replaceAll(/[^a-z0-9]+/g, '-')
      .slice(0, NAME_MAX)
      .replaceAll(/^-+|-+$/g, '') || 'company'
  );
}

/** The address of a company file: its name without the ending. */
export const addressOfFile = (file: string): string => addressOf(basename(file, ENDING));

/** Company files of a folder, by name. Links and folders are no company files. */
export function companyFilesIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.flatMap((e) => (e.isFile() && e.name.endsWith(ENDING) ? [e.name] : [])).sort();
}

export interface CompaniesOptions {
  readonly engine: EngineOptions;
  readonly report: (error: unknown) => void;
  /** The one folder in which companies may be created and opened over the network; without it none may. */
  readonly folder?: string;
}

interface Opened {
  readonly location: CompanyLocation;
  readonly close: () => Promise<void>;
}

/** The companies one server has open, with their jobs and outbox running. Creating one is its business, not that of any company. */
export class Companies {
  readonly #o: CompaniesOptions;
  readonly #served = new Map<string, ServedCompany>();
  readonly #opened = new Map<string, Opened>();

  constructor(options: CompaniesOptions) {
    this.#o = options;
    if (options.folder !== undefined) mkdirSync(options.folder, { recursive: true, mode: PRIVATE });
  }

  /** By the name in their address; the first is also served without it. Grows while the server runs. */
  get served(): ReadonlyMap<string, ServedCompany> {
    return this.#served;
  }

  /** Opens a company under an address. */
  async open(name: string, location: CompanyLocation): Promise<ServedCompany> {
    this.#assertFree(name);
    return this.#serve(name, location, await Engine.open(location, this.#o.engine));
  }

  /** Opens a company file of the data folder by its name there. */
  async openFile(file: string): Promise<ServedCompany> {
    const folder = this.#folder();
    const found = lstatSync(join(folder, file), { throwIfNoEntry: false });
    if (basename(file) !== file || !file.endsWith(ENDING) || !found?.isFile()) throw refuse(fileMissing, { file });
    return this.open(addressOfFile(file), { file: join(folder, file) });
  }

  /** Creates a company in the data folder, named after itself. Refuses a name that is taken. */
  async create(title: string, spec: unknown): Promise<ServedCompany> {
    const folder = this.#folder();
    const name = addressOf(title);
    this.#assertFree(name);
    if (companyFilesIn(folder).some((file) => addressOfFile(file) === name)) throw refuse(addressTaken, { name });
    const location = { file: join(folder, `${name}${ENDING}`) };
    return this.#serve(name, location, await Engine.create(location, spec, this.#o.engine));
  }

  /** Company files of the data folder that are not open. */
  closedFiles(): string[] {
    const { folder } = this.#o;
    if (folder === undefined) return [];
    const open = new Set([...this.#opened.values()].map(({ location }) => ('file' in location ? location.file : '')));
    return companyFilesIn(folder).filter((file) => !open.has(join(folder, file)));
  }

  /** Lets batches under way finish and closes every company, the newest first. */
  async close(): Promise<void> {
    for (const { close } of [...this.#opened.values()].reverse()) await close();
    this.#opened.clear();
  }

  #folder(): string {
    const { folder } = this.#o;
    if (folder === undefined) throw refuse(noDataFolder, {});
    return folder;
  }

  #assertFree(name: string): void {
    if (!COMPANY_ADDRESS.test(name)) throw new Error(`${name} cannot stand in an address: use lower-case letters, digits and dashes`);
    if (this.#served.has(name)) throw refuse(addressTaken, { name });
  }

  async #serve(name: string, location: CompanyLocation, engine: Engine): Promise<ServedCompany> {
    const closers = [() => engine.close()];
    const close = async () => {
      for (const end of closers.reverse()) await end();
    };
    try {
      const actors = await Actors.open(engine);
      closers.push(() => actors.close());
      const workers = new Workers(engine, { report: this.#o.report, carriers: carriersOf(location) });
      await workers.start();
      closers.push(() => workers.stop());
      const company = {
        name,
        engine,
        actors,
        signIn: new SignIn(engine, actors, serverBox('file' in location ? location.file : undefined)),
        poke: () => workers.poke(),
      };
      this.#served.set(name, company);
      this.#opened.set(name, { location, close });
      return company;
    } catch (error) {
      await close();
      throw error;
    }
  }
}
