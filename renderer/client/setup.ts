import type { z } from 'zod';
import { create } from 'zustand';
import type { CompanyList, ReadyCompany, SetupState, zNewCompany } from '../../preload/contract/setup.ts';
import { aside } from './aside.ts';

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

const setup = <T>(path: string, body?: unknown): Promise<T> =>
  aside<T>(body === undefined ? 'GET' : 'POST', path, body, useSetup.getState().secret);

export const setupState = (): Promise<SetupState> => setup<SetupState>('setup');
export const createCompany = (company: z.input<typeof zNewCompany>): Promise<ReadyCompany> => setup<ReadyCompany>('setup/create', company);
export const openCompany = (file: string): Promise<ReadyCompany> => setup<ReadyCompany>('setup/open', { file });
export const makeDemo = (): Promise<ReadyCompany> => setup<ReadyCompany>('setup/demo', {});

/** Goes to a company that is ready, as its owner. */
export function enter({ name, link }: ReadyCompany): void {
  location.assign(`/c/${name}/${link === null ? '' : `#link=${link}`}`);
}

/** Companies of this server that know the person. */
export const listCompanies = (): Promise<CompanyList> => aside<CompanyList>('GET', 'companies');
