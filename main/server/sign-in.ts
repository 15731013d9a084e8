import { notSignedIn } from '../../preload/contract/engine.ts';
import { refuse } from '../../preload/contract/refusal.ts';
import {
  PASSWORD_MIN,
  passwordTooPlain,
  passwordTooShort,
  signInLocked,
  signInRefused,
  type WhoAmI,
} from '../../preload/contract/sign-in.ts';
import { fromMillis, toMillis } from '../../preload/contract/values/instant.ts';
import { sha256 } from '../engine/canonical.ts';
import type { Actor } from '../engine/context.ts';
import type { Engine } from '../engine/engine.ts';
import type { Actors } from './actors.ts';
import { hashPassword, passwordFits } from './passwords.ts';

const SECRET_BYTES = 32;
const HOUR_MS = 3_600_000;
/** A working day; nobody stays signed in over night. */
const SESSION_HOURS = 12;

const secretOf = (engine: Engine) => Buffer.from(engine.entropy.bytes(SECRET_BYTES)).toString('base64url');
const inHours = (engine: Engine, hours: number) => fromMillis(toMillis(engine.clock.now()) + hours * HOUR_MS);

/** What somebody who is just signing in may do: nothing but the commands of signing in, in their own name. */
const asUser = (userId: string, device: string): Actor => ({ id: userId, device, permissions: new Set(), scopes: {} });

/**
 * Signing in and out of one company. Passwords are compared here, outside every transaction; the company file gets
 * hashes only. Whether a name exists is not told: neither by the answer nor by the time it takes.
 */
export class SignIn {
  readonly #engine: Engine;
  readonly #actors: Actors;

  constructor(engine: Engine, actors: Actors) {
    this.#engine = engine;
    this.#actors = actors;
  }

  /** The secret of a new session. Refuses a wrong pair, and for a while everybody after too many wrong ones. */
  async withPassword(login: string, password: string, device: string): Promise<string> {
    const user = await this.#actors.people.signing({ login });
    const now = this.#engine.clock.now();
    if (user?.lockedUntil && user.lockedUntil > now) throw refuse(signInLocked, { until: user.lockedUntil });
    const right = (await passwordFits(password, user?.hash)) && user?.active === true;
    if (!user) throw refuse(signInRefused, {});
    if (!right || user.failures > 0) await this.#tell('company.noteTry', { userId: user.userId, right }, user.userId, device);
    if (!right) throw refuse(signInRefused, {});
    const secret = secretOf(this.#engine);
    await this.#tell(
      'company.openSession',
      { userId: user.userId, secretHash: sha256(secret), device, expiresAt: inHours(this.#engine, SESSION_HOURS) },
      user.userId,
      device,
    );
    return secret;
  }

  /** The secret of a new session for a one-time link, which is spent by it. */
  async withLink(link: string, device: string): Promise<string> {
    const secret = secretOf(this.#engine);
    const input = { linkHash: sha256(link), secretHash: sha256(secret), device, expiresAt: inHours(this.#engine, SESSION_HOURS) };
    await this.#tell('company.redeemLink', input, 'link', device);
    return secret;
  }

  /** Who somebody is, for their own window. */
  async whoAmI(actor: Actor): Promise<WhoAmI> {
    const user = await this.#actors.people.signing({ userId: actor.id });
    if (!user) throw refuse(notSignedIn, {});
    const { userId, login, name, hash } = user;
    const needsCurrent = hash !== null && !(await this.#actors.people.cameByLink(actor.device));
    return { userId, login, name, permissions: [...actor.permissions].sort(), hasPassword: hash !== null, needsCurrent };
  }

  /**
   * Gives the person at a session a new password and ends their other sessions. Who has a password proves it first, unless
   * they came in by a one-time link: that is how a forgotten password is replaced. The lock on the name holds here too.
   */
  async changePassword(actor: Actor, current: string | undefined, next: string): Promise<void> {
    const user = await this.#actors.people.signing({ userId: actor.id });
    if (!user) throw refuse(notSignedIn, {});
    const proven = user.hash === null || (await this.#actors.people.cameByLink(actor.device));
    if (!proven && user.lockedUntil && user.lockedUntil > this.#engine.clock.now()) throw refuse(signInLocked, { until: user.lockedUntil });
    if (!proven && !(await passwordFits(current ?? '', user.hash))) {
      const { lockedUntil } = await this.#tell<{ lockedUntil: string | null }>(
        'company.noteTry',
        { userId: user.userId, right: false },
        user.userId,
        actor.device,
      );
      throw lockedUntil === null ? refuse(signInRefused, {}) : refuse(signInLocked, { until: lockedUntil });
    }
    if (next.length < PASSWORD_MIN) throw refuse(passwordTooShort, { least: PASSWORD_MIN });
    if (next.toLowerCase() === user.login.toLowerCase() || new Set(next).size === 1) throw refuse(passwordTooPlain, {});
    const hash = await hashPassword(next);
    await this.#tell('company.setPassword', { userId: user.userId, hash, keepSession: actor.device }, user.userId, actor.device);
  }

  async end(actor: Actor): Promise<void> {
    await this.#tell('company.endSession', { sessionId: actor.device }, actor.id, actor.device);
  }

  async #tell<T>(operation: string, input: unknown, userId: string, device: string): Promise<T> {
    const commandId = `signin.${Buffer.from(this.#engine.entropy.bytes(12)).toString('hex')}`;
    const { output } = await this.#engine.dispatch({ commandId, operation, input, actor: asUser(userId, device) });
    return output as T;
  }
}
