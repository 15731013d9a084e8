import type { IncomingMessage } from 'node:http';
import { unknownCompany } from '../../preload/contract/http.ts';
import { refuse } from '../../preload/contract/refusal.ts';
import { noCompanyYet } from '../../preload/contract/setup.ts';
import type { Actor } from '../engine/context.ts';
import type { Engine } from '../engine/engine.ts';
import { type Actors, bearerOf } from './actors.ts';
import { assertSameOrigin, sessionOf } from './session-cookies.ts';
import type { SignIn } from './sign-in.ts';

/** One company as the doors know it. */
export interface ServedCompany {
  readonly name: string;
  readonly engine: Engine;
  readonly actors: Actors;
  readonly signIn: SignIn;
  /** Something may be due: the clock was set. */
  readonly poke: () => void;
}

/** Companies by the name in their address; the first is also served without it. */
export type ServedCompanies = ReadonlyMap<string, ServedCompany>;

/** The company an address names, or the first; refuses an unknown one, and says so while there is none at all. */
export function companyAt(companies: ServedCompanies, named: string | undefined): ServedCompany {
  const [first] = companies.values();
  if (!first) throw refuse(noCompanyYet, {});
  const company = named === undefined ? first : companies.get(named);
  if (!company) throw refuse(unknownCompany, { company: (named ?? '').slice(0, 100) });
  return company;
}

/** How long the person at a window has touched neither key nor pointer, as the window says; none says nothing. */
export function awayOf(request: IncomingMessage): number {
  const said = request.headers['x-away-seconds'];
  return typeof said === 'string' && /^\d{1,6}$/.test(said) ? Number(said) * 1000 : 0;
}

/**
 * Who asks: a script comes with a bearer token, a browser with the cookie of its session. What is returned may be asked again later, and is refused once
 * the right has ended; without `awayMs` asking is no sign of the person. `mustSayOrigin`: of a browser, the request has to name where its page comes from.
 */
export function askerOf(company: ServedCompany, request: IncomingMessage, mustSayOrigin = false): (awayMs?: number) => Promise<Actor> {
  const token = bearerOf(request.headers.authorization);
  const session = token === undefined ? sessionOf(request, company.name) : undefined;
  if (session === undefined) return () => company.actors.ofToken(token);
  assertSameOrigin(request, mustSayOrigin);
  return (awayMs) => company.actors.ofSession(session, awayMs);
}
