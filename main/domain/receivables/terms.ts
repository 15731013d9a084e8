import { type DunningTerms, zDunningTerms } from '../../../preload/contract/receivables.ts';
import type { CompanyFacts } from '../../engine/context.ts';

/** Setting that holds how the company dunns. */
export const DUNNING = 'receivables.dunning';

/** What holds until the company says otherwise: three letters over five weeks, no fee, orders stay free. */
const DEFAULTS: DunningTerms = {
  levels: [
    { name: 'Payment reminder', afterDays: 7, fee: 0, words: '' },
    { name: 'Second reminder', afterDays: 21, fee: 0, words: '' },
    { name: 'Final demand', afterDays: 35, fee: 0, words: '' },
  ],
  daysBetween: 7,
  payWithin: 7,
  leastOpen: 0,
  holdFrom: null,
};

export const dunningTerms = ({ settings }: CompanyFacts): DunningTerms => zDunningTerms.parse(settings.get(DUNNING) ?? DEFAULTS);
