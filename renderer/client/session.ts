import { create } from 'zustand';
import type { Invitation, MadeToken, NewToken, RecoveryCodes, SecondFactorOffer, WhoAmI } from '../../preload/contract/sign-in.ts';
import { aside } from './aside.ts';
import { Failure } from './failure.ts';

/** The person at this window; undefined while nobody is signed in, and on the desktop, where the file's owner is. */
export const usePerson = create<{ readonly person: WhoAmI | undefined }>(() => ({ person: undefined }));

/**
 * Takes the secret of a one-time link (`#link=...`) out of the address, so that it neither stays in the history nor is
 * shown to somebody looking over the shoulder; what follows `&to=` is where the person wanted to go.
 */
export function takeLinkFromAddress(): string | undefined {
  const found = /^#link=([^&]+)(?:&to=(.*))?$/.exec(location.hash);
  if (!found?.[1]) return undefined;
  history.replaceState(null, '', `${location.pathname}${location.search}#${found[2] ?? '/'}`);
  return decodeURIComponent(found[1]);
}

const door = <T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> => aside<T>(method, `session${path}`, body);

const remember = (person: WhoAmI): WhoAmI => {
  usePerson.setState({ person });
  return person;
};

/** Signs in with name and password. Rejects with the refusal to word. */
export const signInWithPassword = async (login: string, password: string, code?: string): Promise<WhoAmI> =>
  remember(await door<WhoAmI>('POST', '', { login, password, ...(code === undefined ? {} : { code }) }));
/** Signs in with a one-time link, which is spent by it. One that needs a code waits for it. */
export async function signInWithLink(secret: string, code?: string): Promise<WhoAmI> {
  try {
    const person = remember(await door<WhoAmI>('POST', '/link', { secret, ...(code === undefined ? {} : { code }) }));
    useWaitingLink.setState({ secret: undefined });
    return person;
  } catch (error) {
    if (error instanceof Failure && error.code === 'signIn.codeNeeded') useWaitingLink.setState({ secret });
    throw error;
  }
}
/** A link that was opened and needs a code besides. */
export const useWaitingLink = create<{ readonly secret: string | undefined }>(() => ({ secret: undefined }));
/** Who is signed in here. */
export const whoAmI = async (): Promise<WhoAmI> => remember(await door<WhoAmI>('GET', ''));
/** Gives the person a new password; their other sessions end. */
export async function changePassword(next: string, current: string | undefined): Promise<void> {
  await door('POST', '/password', { next, ...(current === undefined ? {} : { current }) });
  await whoAmI();
}
/** What to tell a code generator; takes the password held now, where there is one. */
export const offerSecondFactor = (current: string | undefined): Promise<SecondFactorOffer> =>
  door('POST', '/second-factor/offer', current === undefined ? {} : { current });
/** Shows a first code; answers the recovery codes, once. `whoAmI` learns of it when they were kept. */
export const confirmSecondFactor = async (code: string): Promise<readonly string[]> =>
  (await door<RecoveryCodes>('POST', '/second-factor/confirm', { code })).recoveryCodes;
export async function removeSecondFactor(code: string): Promise<void> {
  await door('POST', '/second-factor/remove', { code });
  await whoAmI();
}
/** An API token of the person; its secret is answered once. */
export const makeToken = (draft: NewToken): Promise<MadeToken> => door('POST', '/tokens', draft);
/** A one-time link for a user, to be handed over by whoever may manage users. */
export async function invite(login: string): Promise<{ readonly link: string; readonly minutes: number }> {
  const { secret, minutes } = await door<Invitation>('POST', '/invite', { login });
  return { link: `${location.origin}${location.pathname}#link=${secret}`, minutes };
}
/** Ends the session in the company file; the browser forgets its cookie. */
export async function signOut(): Promise<void> {
  usePerson.setState({ person: undefined });
  await door('DELETE', '');
}
