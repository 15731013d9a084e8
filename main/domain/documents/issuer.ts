import { type Issuer, zLetterhead } from '../../../preload/contract/documents.ts';
import type { CompanyFacts } from '../../engine/context.ts';

/** Setting that holds the letterhead. */
export const LETTERHEAD = 'documents.letterhead';

/** Whose documents these are: the company, and what it wants at their head and foot. */
export function issuerOf(company: CompanyFacts): Issuer {
  return { ...zLetterhead.parse(company.settings.get(LETTERHEAD) ?? {}), name: company.name, country: company.country };
}
