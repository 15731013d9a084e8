import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CompanyLocation } from '../../db/open.ts';
import type { Actor, Entropy } from '../../main/engine/context.ts';
import { type Engine, SYSTEM } from '../../main/engine/engine.ts';
import type { Registry } from '../../main/engine/registry.ts';
import { registry as allRooms, createInProcess, openInProcess } from '../../main/hosts/inprocess.ts';
import type { CommandReply } from '../../preload/contract/envelope.ts';
import { Refusal } from '../../preload/contract/refusal.ts';
import { idsIn } from '../../preload/contract/values/id.ts';
import { createDatabase, dropDatabase } from './postgres.ts';

/** Database of this run: suites are the same on both. */
export const database: 'sqlite' | 'postgres' = process.env['COUNTINGHOUSE_DB'] === 'postgres' ? 'postgres' : 'sqlite';

/** A small company for a test: two warehouses, pounds, London; its clock stands where you set it. */
export interface Shop {
  engine: Engine;
  readonly location: CompanyLocation;
  /** Instant the engine sees; set it to move time. */
  now: string;
  readonly actor: Actor;
  /** Dispatches a command as the owner and returns its output. */
  dispatch<T = Record<string, never>>(operation: string, input: unknown, how?: Send): Promise<T>;
  /** The whole reply, for replays and previews. */
  send(operation: string, input: unknown, how?: Send): Promise<CommandReply<unknown>>;
  /** Asks a query and returns its output. */
  ask<T>(operation: string, input: unknown): Promise<T>;
  /** Closes the engine and opens the same company again. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

interface Send {
  commandId?: string;
  expect?: { id: string; revision: number }[];
  dryRun?: boolean;
  confirm?: string;
  approvalReason?: string;
  actor?: Actor;
}

/** A stream of bytes that is the same for the same seed (xorshift32): ids and salts of tests and simulations. */
export function seededEntropy(seed: number): Entropy {
  let state = seed >>> 0 || 1;
  return {
    bytes(count) {
      const out = new Uint8Array(count);
      for (let i = 0; i < count; i += 1) {
        state ^= state << 13;
        state ^= state >>> 17;
        state ^= state << 5;
        out[i] = state & 0xff;
      }
      return out;
    },
  };
}

/** Whatever a test is about: what a person reads when they are refused names no record by an id of the engine. */
async function readable<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (thrown) {
    if (thrown instanceof Refusal && idsIn(thrown.message).length > 0)
      throw new Error(`the refusal ${thrown.code} shows an id: ${thrown.message}`, { cause: thrown });
    throw thrown;
  }
}

export interface ShopOptions {
  /** Where the company lives; a throw-away file or database of this run's kind when left out. */
  location?: CompanyLocation;
  /** A file even when this run is on PostgreSQL: for what only files have. */
  forceFile?: boolean;
  seed?: number;
  now?: string;
  spec?: Record<string, unknown>;
  /** Rooms to run with; a test of a room's inner functions adds operations that call them. */
  registry?: Registry;
}

/** Creates a company for a test. Close it when done: the throw-away file goes with it. */
export async function openShop(options: ShopOptions = {}): Promise<Shop> {
  const folder = mkdtempSync(join(tmpdir(), 'countinghouse-'));
  const made =
    !options.location && !options.forceFile && database === 'postgres'
      ? { postgres: await createDatabase(), files: join(folder, 'files') }
      : undefined;
  const location = options.location ?? made ?? { file: join(folder, 'shop.countinghouse') };
  const state = { now: options.now ?? '2026-01-05T09:00:00.000Z' };
  const clock = { now: () => state.now };
  const registry = options.registry ?? allRooms;
  const entropy = seededEntropy(options.seed ?? 1);
  const spec = {
    name: 'Tee and Mug Ltd',
    currency: 'GBP',
    zone: 'Europe/London',
    country: 'GB',
    warehouses: [
      { code: 'LON', name: 'London', country: 'GB' },
      { code: 'HAM', name: 'Hamburg', country: 'DE' },
    ],
    owner: { login: 'owner', name: 'Olive Owner' },
    ...options.spec,
  };
  let commands = 0;
  const shop: Shop = {
    engine: await createInProcess(location, spec, { clock, entropy, registry }),
    location,
    actor: SYSTEM,
    get now() {
      return state.now;
    },
    set now(value) {
      state.now = value;
    },
    send(operation, input, how = {}) {
      commands += 1;
      const { actor = SYSTEM, commandId = `test-${String(commands).padStart(6, '0')}`, ...rest } = how;
      return readable(shop.engine.dispatch({ operation, input, actor, commandId, ...rest }));
    },
    async dispatch<T>(operation: string, input: unknown, how: Send = {}) {
      return (await shop.send(operation, input, how)).output as T;
    },
    async ask<T>(operation: string, input: unknown) {
      return (await readable(shop.engine.ask({ operation, input, actor: SYSTEM }))).output as T;
    },
    async reopen() {
      await shop.engine.close();
      shop.engine = await openInProcess(location, { clock, entropy, registry });
    },
    async close() {
      await shop.engine.close();
      if (made) await dropDatabase(made.postgres);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return shop;
}
