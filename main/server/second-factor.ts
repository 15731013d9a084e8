import { toSVG } from 'bwip-js/node';
import { refuse } from '../../preload/contract/refusal.ts';
import {
  codeNeeded,
  codeRefused,
  noSecondFactor,
  type SecondFactorOffer,
  secondFactorKept,
  secondFactorOn,
} from '../../preload/contract/sign-in.ts';
import { toMillis } from '../../preload/contract/values/instant.ts';
import { sha256 } from '../engine/canonical.ts';
import type { Engine } from '../engine/engine.ts';
import type { PeopleReader, Signing } from '../engine/room/people-reader.ts';
import type { SecretBox } from './secret-box.ts';
import { base32, newRecoveryCodes, newTotpSecret, otpauthUri, plainRecoveryCode, stepOfCode } from './totp.ts';

/** Sends one of the commands of signing in, in the name of the person. */
export type Tell = <T>(operation: string, input: unknown, userId: string, device: string) => Promise<T>;

const placeOf = (userId: string) => `totp/${userId}`;
/** Dark on white in both themes: a camera has to read it. */
const QR = { bcid: 'qrcode', eclevel: 'M', scale: 3, padding: 4, backgroundcolor: 'FFFFFF' } as const;

/**
 * Codes of code generators (TOTP) and recovery codes. The key of a generator is sealed before it reaches the company file and opened
 * here; which step or code was used is decided inside a command, so that two requests at one moment cannot both use it.
 */
export class SecondFactor {
  readonly #engine: Engine;
  readonly #people: PeopleReader;
  readonly #box: SecretBox;
  readonly #tell: Tell;

  constructor(engine: Engine, people: PeopleReader, box: SecretBox, tell: Tell) {
    this.#engine = engine;
    this.#people = people;
    this.#box = box;
    this.#tell = tell;
  }

  /** Takes a code of somebody who has a generator, or a recovery code. Refuses a missing, wrong, old or used one. */
  async take(user: Signing, code: string | undefined, device: string): Promise<void> {
    const factor = await this.#people.secondFactor(user.userId);
    if (!factor?.confirmed) return;
    if (code === undefined) throw refuse(codeNeeded, {});
    await this.#tell('company.useCode', { userId: user.userId, ...this.#meaningOf(user.userId, factor.sealed, code) }, user.userId, device);
  }

  #meaningOf(userId: string, sealed: string, code: string): { step: number } | { codeHash: string } {
    const digits = code.replaceAll(' ', '');
    if (!/^\d{6}$/.test(digits)) return { codeHash: sha256(plainRecoveryCode(code)) };
    const step = stepOfCode(this.#box.open(sealed, placeOf(userId)), digits, toMillis(this.#engine.clock.now()));
    if (step === undefined) throw refuse(codeRefused, {});
    return { step };
  }

  /** Makes a generator's key for somebody who has none yet. It is asked for only after `confirm`. */
  async offer(user: Signing, device: string): Promise<SecondFactorOffer> {
    if ((await this.#people.secondFactor(user.userId))?.confirmed) throw refuse(secondFactorOn, {});
    const secret = newTotpSecret();
    const sealed = this.#box.seal(secret, placeOf(user.userId));
    await this.#tell('company.offerSecondFactor', { userId: user.userId, sealed }, user.userId, device);
    const uri = otpauthUri(secret, this.#engine.writer.company.name, user.login);
    return { secret: base32(secret), uri, qrSvg: toSVG({ ...QR, text: uri }) };
  }

  /** Proves with a first code that the generator works; from then on it is asked for. Answers the recovery codes. */
  async confirm(user: Signing, code: string, device: string): Promise<string[]> {
    const factor = await this.#people.secondFactor(user.userId);
    if (!factor || factor.confirmed) throw refuse(noSecondFactor, {});
    const meaning = this.#meaningOf(user.userId, factor.sealed, code);
    if (!('step' in meaning)) throw refuse(codeRefused, {});
    const recoveryCodes = newRecoveryCodes();
    const codeHashes = recoveryCodes.map((c) => sha256(plainRecoveryCode(c)));
    await this.#tell(
      'company.confirmSecondFactor',
      { userId: user.userId, step: meaning.step, codeHashes, keepSession: device },
      user.userId,
      device,
    );
    return recoveryCodes;
  }

  /** Gives the generator up, proved by one of its codes. Refused where a role requires one. */
  async remove(user: Signing, code: string, device: string): Promise<void> {
    const role = await this.#people.roleThatRequires(user.userId, this.#engine.writer.company.settings);
    if (role !== undefined) throw refuse(secondFactorKept, { role });
    await this.take(user, code, device);
    await this.#tell('company.removeSecondFactor', { userId: user.userId }, user.userId, device);
  }
}
