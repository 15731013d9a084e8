import type { IncomingMessage } from 'node:http';
import { Refusal } from '../../preload/contract/refusal.ts';
import type { CompanyList } from '../../preload/contract/setup.ts';
import type { Actor } from '../engine/context.ts';
import { askerOf, type ServedCompanies, type ServedCompany } from './served.ts';

/** Whether the request brings a living session for a company. */
async function isSignedIn(company: ServedCompany, request: IncomingMessage): Promise<boolean> {
  try {
    await askerOf(company, request)();
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/**
 * The companies of this server that concern somebody who is signed in to one of them: those that know the same sign-in name, and those this browser is signed in
 * to. Of others not even the name is told.
 */
export async function companiesFor(
  companies: ServedCompanies,
  here: ServedCompany,
  actor: Actor,
  request: IncomingMessage,
): Promise<CompanyList> {
  const me = await here.actors.people.signing({ userId: actor.id });
  const rows: CompanyList['rows'][number][] = [];
  for (const company of companies.values()) {
    const known = company === here || (me && (await company.actors.people.signing({ login: me.login }))?.active === true);
    if (known || (await isSignedIn(company, request)))
      rows.push({ name: company.name, title: company.engine.writer.company.name, here: company === here });
  }
  return { rows };
}
