import type { z } from 'zod';
import { create } from 'zustand';
import type { CompanyList, ReadyCompany, SetupState, zNewCompany } from '../../preload/contract/setup.ts';
import { aside } from './aside.ts';
import { way } from './ask.ts';
import { onDesktop } from './desktop.ts';

/** The secret of the setup link this page was opened with; undefined where it was opened without. */
export const useSetup = create<{ readonly secret: string | undefined }>(() => ({ secret: undefined }));

/** Takes the secret of a setup link (`#setup=...`) out of the address, like that of a sign-in link. */
export function takeSetupFromAddress(): boolean {
  const found = /^#setup=([\w-]+)$/.exec(location.hash);
  if (!found?.[1]) return false;
  history.replaceState(null, '', `${location.pathname}${location.search}#/`);
  useSetup.setState({ secret: found[1] });
  return true;
}

/** Over the port on the desktop, where who sits at the machine holds the files anyway; else with the secret of the setup link. */
async function setup<T>(path: string, body?: unknown): Promise<T> {
  const { setup: overPort } = await way();
  if (overPort) return (await overPort(path, body)) as T;
  return aside<T>(body === undefined ? 'GET' : 'POST', path, body, useSetup.getState().secret);
}

export const setupState = (): Promise<SetupState> => setup<SetupState>('setup');
export const createCompany = (company: z.input<typeof zNewCompany>): Promise<ReadyCompany> => setup<ReadyCompany>('setup/create', company);
export const openCompany = (file: string): Promise<ReadyCompany> => setup<ReadyCompany>('setup/open', { file });
export const makeDemo = (): Promise<ReadyCompany> => setup<ReadyCompany>('setup/demo', {});

/** Goes to a company that is ready, as its owner. */
export function enter({ name, link }: ReadyCompany): void {
  // The shell opens what was made, and its windows follow.
  if (onDesktop()) return;
  location.assign(`/c/${name}/${link === null ? '' : `#link=${link}`}`);
}

/** Companies of this server that know the person. */
export const listCompanies = (): Promise<CompanyList> => aside<CompanyList>('GET', 'companies');
