import type { CompanyLocation } from '../../../db/open.ts';
import type { CommandReply } from '../../../preload/contract/envelope.ts';
import { Refusal } from '../../../preload/contract/refusal.ts';
import { type Engine, SYSTEM } from '../../engine/engine.ts';
import { Fault, Outage } from '../../engine/failure.ts';
import { createInProcess, openInProcess } from '../../hosts/inprocess.ts';
import type { Chance } from './chance.ts';

export type Outcome<T> = { readonly ok: true; readonly output: T } | { readonly ok: false; readonly code: string };

/** Percentages of commands that meet each kind of trouble. */
export interface Trouble {
  /** asked as a dry run first, then sent with the digest the dry run gave */
  readonly preview: number;
  /** sent again with the same command id, as a client that lost the answer does */
  readonly repeat: number;
  /** the disk fails at the commit; the client tries again with the same command id */
  readonly fault: number;
}

/** Refusals no shop should meet when its client is written with care: our bug, or the simulation's. */
const NEVER = /^engine\.(badInput|unknownOperation|ruleBroken|expectMissing|previewChanged|stale)$/;

const hosting = (clock: { at: string }, entropy: Chance) => ({ clock: { now: () => clock.at }, entropy });

/** Sends the simulation's commands and looks at what every reply must be. */
export class Sender {
  engine: Engine;
  readonly differences: string[] = [];
  readonly figures = new Map<string, number>();
  readonly #location: CompanyLocation;
  readonly #clock: { at: string };
  readonly #entropy: Chance;
  readonly #chance: Chance;
  readonly #trouble: Trouble;
  #sent = 0;

  private constructor(engine: Engine, location: CompanyLocation, clock: { at: string }, entropy: Chance, chance: Chance, trouble: Trouble) {
    this.engine = engine;
    this.#location = location;
    this.#clock = clock;
    this.#entropy = entropy;
    this.#chance = chance;
    this.#trouble = trouble;
  }

  /** Creates the company; ids and salts come from `entropy`, trouble from `chance`, the time from `now`. */
  static async create(
    location: CompanyLocation,
    spec: unknown,
    entropy: Chance,
    chance: Chance,
    trouble: Trouble,
    now: string,
  ): Promise<Sender> {
    const clock = { at: now };
    return new Sender(await createInProcess(location, spec, hosting(clock, entropy)), location, clock, entropy, chance, trouble);
  }

  /** What the engine takes for the present; UTC instant with milliseconds. */
  set now(instant: string) {
    this.#clock.at = instant;
  }
  get now(): string {
    return this.#clock.at;
  }

  count(figure: string, by = 1): void {
    this.figures.set(figure, (this.figures.get(figure) ?? 0) + by);
  }

  /** Ends the engine as if the process had gone, and opens the company again. */
  async reopen(): Promise<void> {
    const head = this.engine.writer.chainHead;
    await this.engine.close();
    this.engine = await openInProcess(this.#location, hosting(this.#clock, this.#entropy));
    if (this.engine.writer.chainHead !== head) this.differences.push('the audit chain has another head after reopening');
    this.count('reopened');
  }

  async ask<T>(operation: string, input: unknown): Promise<T> {
    return (await this.engine.ask({ operation, input, actor: SYSTEM })).output as T;
  }

  /** Sends one command, possibly through trouble; a refusal is an outcome, anything unexpected a difference. */
  async send<T>(operation: string, input: unknown, expect?: { id: string; revision: number }[]): Promise<Outcome<T>> {
    this.#sent += 1;
    const request = {
      operation,
      input,
      actor: SYSTEM,
      commandId: `sim-${String(this.#sent).padStart(8, '0')}`,
      ...(expect ? { expect } : {}),
    };
    const confirm = this.#chance.percent(this.#trouble.preview) ? await this.#preview(request) : undefined;
    const breaks = this.#chance.percent(this.#trouble.fault);
    const repeats = this.#chance.percent(this.#trouble.repeat);
    if (breaks) await this.#breakOnce(request);
    const outcome = await this.#attempt({ ...request, ...(typeof confirm === 'object' ? { confirm: confirm.digest } : {}) });
    if (typeof confirm === 'string' && (outcome.ok || outcome.code !== confirm))
      this.differences.push(`${operation}: the dry run was refused (${confirm}), the real run gave ${JSON.stringify(outcome)}`);
    if (typeof confirm === 'object' && !outcome.ok)
      this.differences.push(`${operation}: agreed to in a dry run, then refused (${outcome.code})`);
    if (outcome.ok) {
      this.count(operation);
      if (repeats) await this.#repeat(request, outcome.output);
    } else {
      this.count('refused');
      this.count(`refused ${outcome.code}`);
      if (NEVER.test(outcome.code)) this.differences.push(`${operation} was refused with ${outcome.code}: ${JSON.stringify(input)}`);
    }
    return outcome as Outcome<T>;
  }

  async #attempt(request: Parameters<Engine['dispatch']>[0]): Promise<Outcome<unknown>> {
    try {
      return { ok: true, output: (await this.engine.dispatch(request)).output };
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, code: error.code };
      this.differences.push(`${request.operation} failed: ${error instanceof Error ? error.message : String(error)}`);
      return { ok: false, code: 'failed' };
    }
  }

  /** Digest of a dry run, or the code it was refused with; nothing may have changed. */
  async #preview(request: Parameters<Engine['dispatch']>[0]): Promise<{ digest: string } | string> {
    const before = this.engine.writer.chainHead;
    this.count('previewed');
    try {
      const { preview } = await this.engine.dispatch({ ...request, dryRun: true });
      if (this.engine.writer.chainHead !== before) this.differences.push(`${request.operation}: a dry run was committed`);
      return { digest: preview?.effectsDigest ?? '' };
    } catch (error) {
      if (error instanceof Refusal) return error.code;
      this.differences.push(`${request.operation}: the dry run failed: ${error instanceof Error ? error.message : String(error)}`);
      return 'failed';
    }
  }

  /** One attempt whose commit fails: nothing may be left of it, whatever it was. */
  async #breakOnce(request: Parameters<Engine['dispatch']>[0]): Promise<void> {
    const { writer } = this.engine.store;
    const commit = writer.commit.bind(writer);
    const before = this.engine.writer.chainHead;
    let broken = false;
    writer.commit = async () => {
      if (broken) return commit();
      broken = true;
      throw new Error('the disk went away');
    };
    try {
      await this.engine.dispatch(request);
      this.differences.push(`${request.operation}: answered although its commit failed`);
    } catch (error) {
      if (!(error instanceof Fault || error instanceof Outage || error instanceof Refusal)) throw error;
      if (broken) this.count('commits that failed');
    } finally {
      writer.commit = commit;
    }
    if (this.engine.writer.chainHead !== before) this.differences.push(`${request.operation}: a failed commit left traces`);
  }

  async #repeat(request: Parameters<Engine['dispatch']>[0], output: unknown): Promise<void> {
    this.count('repeated');
    const again: CommandReply<unknown> = await this.engine.dispatch(request);
    if (!again.replayed || JSON.stringify(sorted(again.output)) !== JSON.stringify(sorted(output)))
      this.differences.push(
        `${request.operation}: repeated with its id it answered ${JSON.stringify(again)}, not ${JSON.stringify(output)}`,
      );
  }
}

/** The same value with its keys in order, for comparison. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => [k, sorted(v)]),
  );
}

/** The conditions of a list for rows whose fields are these. */
export const equal = (fields: Readonly<Record<string, string>>) =>
  Object.entries(fields).map(([column, value]) => ({ column, op: 'eq' as const, value }));
