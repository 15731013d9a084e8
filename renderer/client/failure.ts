import type { Problem } from '../../preload/contract/http.ts';
import { t } from './text.ts';

const REFERENCE_BYTES = 5;

/** Whatever kept an answer away, with the sentence a person reads. `code` is the refusal's, `fault`, `outage` or `unreachable`. */
export class Failure extends Error {
  readonly code: string;
  /** What the refusal says in figures: fields at fault, the new preview, the current row. */
  readonly params: unknown;
  constructor(code: string, sentence: string, params: unknown = {}) {
    super(sentence);
    this.name = 'Failure';
    this.code = code;
    this.params = params;
  }

  /** The person is not signed in, or no longer. */
  get signedOut(): boolean {
    return this.code === 'engine.notSignedIn';
  }

  /** The server has no company yet. */
  get noCompany(): boolean {
    return this.code === 'http.noCompany';
  }

  /** The person is known and may not see this. */
  get forbidden(): boolean {
    return this.code === 'engine.notPermitted' || this.code === 'engine.outOfScope' || this.code === 'engine.wholeCompanyOnly';
  }

  /** Busy, or nobody answered: what was asked may be asked again under the same id. */
  get passing(): boolean {
    return this.unreachable || this.code === 'outage';
  }

  /** Nobody answered; reading again is always safe. */
  get unreachable(): boolean {
    return this.code === 'unreachable';
  }
}

/** A problem that came through the door, worded by the engine. */
export const failureOf = (problem: Problem): Failure => new Failure(problem.code, problem.sentence, problem.params);

/** The server is down, or the network is gone. */
export const unreachable = (): Failure => new Failure('unreachable', t('unreachable'));

/** The code of a screen did not come. */
export const notLoaded = (): Failure => new Failure('not-loaded', t('notLoaded'));

/** Anything thrown, as a failure; a program error of this window gets a reference, under which the console tells the whole of it. */
export function asFailure(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  const bytes = crypto.getRandomValues(new Uint8Array(REFERENCE_BYTES));
  const reference = `W-${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  console.error(reference, thrown);
  return new Failure('window', t('window', { why: thrown instanceof Error ? thrown.message : String(thrown), reference }));
}
