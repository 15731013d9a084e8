import { notSignedIn } from '../../preload/contract/engine.ts';
import { Refusal, refuse } from '../../preload/contract/refusal.ts';
import {
  codeRefused,
  linkUsed,
  PASSWORD_MIN,
  passwordTooPlain,
  passwordTooShort,
  type SecondFactorOffer,
  signInRefused,
  type WhoAmI,
} from '../../preload/contract/sign-in.ts';
import { fromMillis, toMillis } from '../../preload/contract/values/instant.ts';
import { sha256 } from '../engine/canonical.ts';
import type { Actor } from '../engine/context.ts';
import type { Engine } from '../engine/engine.ts';
import type { Signing } from '../engine/room/people-reader.ts';
import type { Actors } from './actors.ts';
import { hashPassword, PASSWORD_COST, passwordFits } from './passwords.ts';
import { SecondFactor } from './second-factor.ts';
import type { SecretBox } from './secret-box.ts';

const SECRET_BYTES = 32;
const HOUR_MS = 3_600_000;
/** A working day; nobody stays signed in over night. */
const SESSION_HOURS = 12;

const secretOf = (engine: Engine) => Buffer.from(engine.entropy.bytes(SECRET_BYTES)).toString('base64url');
const inHours = (engine: Engine, hours: number) => fromMillis(toMillis(engine.clock.now()) + hours * HOUR_MS);

/** What somebody who is just signing in may do: nothing but the commands of signing in, in their own name. */
const asUser = (userId: string, device: string): Actor => ({ id: userId, device, permissions: new Set(), scopes: {} });

/** The browser somebody comes by, and from where. */
export interface Caller {
  readonly device: string;
  readonly address: string | null;
}

const nameHashOf = (login: string) => sha256(`sign-in name ${login}`);

/** What is left of a password without the words anybody would try first has to have so many different characters. */
const DISTINCT_MIN = 5;
const FIRST_GUESSES = ['countinghouse', 'password'];

/** Refuses a password that is too short, or too plain for the name. */
export function assertGoodPassword(login: string, password: string): void {
  if (password.length < PASSWORD_MIN) throw refuse(passwordTooShort, { least: PASSWORD_MIN });
  const rest = [login.toLowerCase(), ...FIRST_GUESSES].reduce((left, word) => left.replaceAll(word, ''), password.toLowerCase());
  if (new Set(rest).size < DISTINCT_MIN) throw refuse(passwordTooPlain, {});
}

/** Sets a password, after refusing a bad one. Ends the person's other sessions. */
async function keepPassword(
  engine: Engine,
  user: { readonly userId: string; readonly login: string },
  next: string,
  how: { readonly device: string; readonly cost: number; readonly keepSession?: string },
): Promise<void> {
  const { device, cost, keepSession } = how;
  assertGoodPassword(user.login, next);
  const hash = await hashPassword(next, cost);
  const { userId } = user;
  const input = { userId, nameHash: nameHashOf(user.login), hash, ...(keepSession === undefined ? {} : { keepSession }) };
  await tell(engine, 'company.setPassword', input, userId, device);
}

async function tell<T>(engine: Engine, operation: string, input: unknown, userId: string, device: string): Promise<T> {
  const commandId = `signin.${Buffer.from(engine.entropy.bytes(12)).toString('hex')}`;
  const { output } = await engine.dispatch({ commandId, operation, input, actor: asUser(userId, device) });
  return output as T;
}

/**
 * Gives a user of a company a first password without anybody being signed in: right after `Engine.create`, for the owner who
 * chose it while creating the company. Refuses a password that is too short or too plain, and an unknown name.
 */
export async function setFirstPassword(engine: Engine, login: string, password: string): Promise<void> {
  const user = await engine.writer.exclusively(({ db }) =>
    db.selectFrom('app_user').select(['id as userId', 'login']).where('login', '=', login).executeTakeFirst(),
  );
  if (!user) throw refuse(signInRefused, {});
  await keepPassword(engine, user, password, { device: 'company creation', cost: PASSWORD_COST });
}

/**
 * Signing in and out of one company. Passwords and codes are compared here, outside every transaction; the company file gets
 * hashes only. Whether a name exists is not told: neither by the answer, nor by a lock, nor by the time it takes.
 */
export class SignIn {
  readonly #engine: Engine;
  readonly #actors: Actors;
  readonly #factor: SecondFactor;
  readonly #cost: number;

  /** `cost` of a password guess; tests that make hundreds take a cheaper one. */
  constructor(engine: Engine, actors: Actors, box: SecretBox, cost = PASSWORD_COST) {
    this.#cost = cost;
    this.#engine = engine;
    this.#actors = actors;
    this.#factor = new SecondFactor(engine, actors.people, box, (...told) => tell(engine, ...told));
  }

  /** The secret of a new session. Refuses a wrong pair, a missing or wrong code, and for a while everybody after too many wrong ones. */
  async withPassword(login: string, password: string, code: string | undefined, caller: Caller): Promise<string> {
    const user = await this.#counted(login, caller.device, async () => {
      const known = await this.#actors.people.signing({ login });
      const right = (await passwordFits(password, known?.hash, this.#cost)) && known?.active === true;
      if (!known || !right) throw refuse(signInRefused, {});
      await this.#factor.take(known, code, caller.device);
      return known;
    });
    const secret = secretOf(this.#engine);
    await this.#tell('company.openSession', { userId: user.userId, ...this.#session(secret, caller) }, user.userId, caller.device);
    return secret;
  }

  /** The secret of a new session for a one-time link, which is spent by it. Who has a code generator gives a code too. */
  async withLink(link: string, code: string | undefined, caller: Caller): Promise<string> {
    const linkHash = sha256(link);
    const login = await this.#actors.people.loginOfLink(linkHash);
    if (login !== undefined)
      await this.#counted(login, caller.device, async () => {
        const known = await this.#actors.people.signing({ login });
        if (!known) throw refuse(linkUsed, {});
        await this.#factor.take(known, code, caller.device);
      });
    const secret = secretOf(this.#engine);
    await this.#tell('company.redeemLink', { linkHash, ...this.#session(secret, caller) }, 'link', caller.device);
    return secret;
  }

  /** Who somebody is, for their own window. */
  async whoAmI(actor: Actor): Promise<WhoAmI> {
    const user = await this.#actors.people.signing({ userId: actor.id });
    if (!user) throw refuse(notSignedIn, {});
    const { userId, login, name, hash } = user;
    const needsCurrent = hash !== null && !(await this.#actors.people.cameByLink(actor.device));
    const on = (await this.#actors.people.secondFactor(userId))?.confirmed === true;
    const required = !on && (await this.#actors.people.roleThatRequires(userId, this.#engine.writer.company.settings)) !== undefined;
    const secondFactor = on ? 'on' : required ? 'required' : 'off';
    return { userId, login, name, permissions: [...actor.permissions].sort(), hasPassword: hash !== null, needsCurrent, secondFactor };
  }

  /**
   * Gives the person at a session a new password and ends their other sessions. Who has a password proves it first, unless
   * they came in by a one-time link: that is how a forgotten password is replaced. The lock on the name holds here too.
   */
  async changePassword(actor: Actor, current: string | undefined, next: string): Promise<void> {
    const user = await this.#proven(actor, current);
    await keepPassword(this.#engine, user, next, { device: actor.device, cost: this.#cost, keepSession: actor.device });
  }

  /** What to tell a code generator; proved like a new password, because it decides from now on who may come in. */
  async offerSecondFactor(actor: Actor, current: string | undefined): Promise<SecondFactorOffer> {
    return this.#factor.offer(await this.#proven(actor, current), actor.device);
  }

  /** The recovery codes of a generator that has shown that it works. */
  async confirmSecondFactor(actor: Actor, code: string): Promise<string[]> {
    const user = await this.#person(actor);
    return this.#counted(user.login, actor.device, () => this.#factor.confirm(user, code, actor.device));
  }

  async removeSecondFactor(actor: Actor, code: string): Promise<void> {
    const user = await this.#person(actor);
    await this.#counted(user.login, actor.device, () => this.#factor.remove(user, code, actor.device));
  }

  async end(actor: Actor): Promise<void> {
    await this.#tell('company.endSession', { sessionId: actor.device }, actor.id, actor.device);
  }

  async #person(actor: Actor): Promise<Signing> {
    const user = await this.#actors.people.signing({ userId: actor.id });
    if (!user || !(await this.#actors.people.isSession(actor.device))) throw refuse(notSignedIn, {});
    return user;
  }

  /** The person at a session, who has shown the password once more, or came by a link, or has none yet. */
  async #proven(actor: Actor, current: string | undefined): Promise<Signing> {
    const user = await this.#person(actor);
    if (user.hash === null || (await this.#actors.people.cameByLink(actor.device))) return user;
    return this.#counted(user.login, actor.device, async () => {
      if (!(await passwordFits(current ?? '', user.hash, this.#cost))) throw refuse(signInRefused, {});
      return user;
    });
  }

  /**
   * Lets one try under a name happen. It is counted before anything is compared, so that tries at the same moment count too; a right one
   * forgets the wrong ones before it, and one that lacks only the code is taken back without forgetting any.
   */
  async #counted<T>(login: string, device: string, work: () => Promise<T>): Promise<T> {
    const nameHash = nameHashOf(login);
    await this.#tell('company.reserveTry', { nameHash }, 'sign-in', device);
    const end = (outcome: 'right' | 'half' | 'wrong', userId?: string) =>
      this.#tell<{ lockedUntil: string | null }>(
        'company.endTry',
        { nameHash, outcome, ...(userId === undefined ? {} : { userId }) },
        'sign-in',
        device,
      );
    try {
      const result = await work();
      await end('right');
      return result;
    } catch (error) {
      const wrong = !(error instanceof Refusal) || error.code === signInRefused.code || error.code === codeRefused.code;
      await end(wrong ? 'wrong' : 'half', wrong ? (await this.#actors.people.signing({ login }))?.userId : undefined);
      throw error;
    }
  }

  #session(secret: string, { device, address }: Caller) {
    return { secretHash: sha256(secret), device, address, expiresAt: inHours(this.#engine, SESSION_HOURS) };
  }

  #tell<T>(operation: string, input: unknown, userId: string, device: string): Promise<T> {
    return tell<T>(this.#engine, operation, input, userId, device);
  }
}
