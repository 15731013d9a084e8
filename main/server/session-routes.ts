import type { IncomingMessage, ServerResponse } from 'node:http';
import type { z } from 'zod';
import { notPermitted } from '../../preload/contract/engine.ts';
import { methodNotAllowed } from '../../preload/contract/http.ts';
import { Refusal, refuse } from '../../preload/contract/refusal.ts';
import { zBeginSecondFactor, zInvite, zLink, zNewPassword, zNewToken, zSecondFactorCode, zSignIn } from '../../preload/contract/sign-in.ts';
import { mayDo, parseInput } from '../engine/admission.ts';
import type { Actor } from '../engine/context.ts';
import { readJson } from './body.ts';
import { sendJson } from './problems.ts';
import type { ServedCompany } from './served.ts';
import { assertSameOrigin, deviceOf, dropCookie, sessionOf, setCookie } from './session-cookies.ts';
import { issueSignInLink, makeOwnToken } from './tokens.ts';
import type { Tries } from './tries.ts';

const BODY_LIMIT = 4096;

/** A cookie of a session that ended meanwhile is nothing to end. */
function ignoreSignedOut(error: unknown): void {
  if (!(error instanceof Refusal)) throw error;
}

interface Visit {
  readonly company: ServedCompany;
  readonly path: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly tries: Tries;
  /** Who is signed in; rejects when nobody is. */
  readonly actor: () => Promise<Actor>;
}

/**
 * Signing in and out, beside the operations because a password must never reach the command log:
 * `POST /session` with name and password, `POST /session/link`, `GET /session` (who am I), `POST /session/password`,
 * `POST /session/invite` (a one-time link for a user, told to whoever may manage users), `POST /session/second-factor/offer`, `.../confirm` and
 * `.../remove` (a code generator of one's own), `POST /session/tokens` (an API token of one's own, told once), `DELETE /session`.
 */
export async function answerSession({ company, path, request, response, tries, actor }: Visit): Promise<void> {
  const { signIn, name } = company;
  const { method = '' } = request;
  if (method !== 'GET') assertSameOrigin(request);
  const device = deviceOf(request);
  const read = async <S extends z.ZodType>(schema: S) => parseInput('session', schema, await readJson(request, BODY_LIMIT)) as z.output<S>;
  const caller = { device, address: request.socket.remoteAddress ?? null };
  const counted = () => tries.count(caller.address ?? '');
  const enter = async (secret: string) => {
    // Whoever was signed in by this browser is not any more: the old secret must not live on beside the new one.
    const before = sessionOf(request, name);
    if (before !== undefined) await company.actors.ofSession(before).then((old) => signIn.end(old), ignoreSignedOut);
    setCookie(request, response, name, secret);
    sendJson(response, 200, await signIn.whoAmI(await company.actors.ofSession(secret)));
  };
  switch (`${method} ${path}`) {
    case 'POST /session': {
      counted();
      const { login, password, code } = await read(zSignIn);
      return enter(await signIn.withPassword(login, password, code, caller));
    }
    case 'POST /session/link': {
      counted();
      const { secret, code } = await read(zLink);
      return enter(await signIn.withLink(secret, code, caller));
    }
    case 'GET /session':
      return sendJson(response, 200, await signIn.whoAmI(await actor()));
    case 'POST /session/password': {
      counted();
      const { current, next } = await read(zNewPassword);
      await signIn.changePassword(await actor(), current, next);
      return sendJson(response, 200, {});
    }
    case 'POST /session/invite': {
      const person = await actor();
      const permission = 'company.users';
      if (!mayDo(person, permission)) throw refuse(notPermitted, { operation: 'session.invite', permission });
      return sendJson(response, 200, await issueSignInLink(company.engine, (await read(zInvite)).login, person));
    }
    case 'POST /session/second-factor/offer':
      counted();
      return sendJson(response, 200, await signIn.offerSecondFactor(await actor(), (await read(zBeginSecondFactor)).current));
    case 'POST /session/second-factor/confirm':
      counted();
      return sendJson(response, 200, {
        recoveryCodes: await signIn.confirmSecondFactor(await actor(), (await read(zSecondFactorCode)).code),
      });
    case 'POST /session/second-factor/remove':
      counted();
      await signIn.removeSecondFactor(await actor(), (await read(zSecondFactorCode)).code);
      return sendJson(response, 200, {});
    case 'POST /session/tokens':
      return sendJson(response, 200, await makeOwnToken(company.engine, await actor(), await read(zNewToken)));
    case 'DELETE /session':
      dropCookie(request, response, name);
      await signIn.end(await actor());
      // Nothing is meant to be kept (answers are not stored, the window keeps rows in memory only); this takes away what a browser kept nevertheless.
      return sendJson(response, 200, {}, { 'clear-site-data': '"cache"' });
    default:
      throw refuse(methodNotAllowed, { method, allowed: 'POST, GET or DELETE' });
  }
}
