import { currencyCodes } from '../../../preload/contract/values/money.ts';
import { LOCALE } from '../../kit/text.ts';

const A = 65;
const LETTERS = 26;
/** Codes that name no country: unions, private use, and the outlying islands of other countries' statistics. */
const NO_COUNTRY: ReadonlySet<string> = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ', 'AC', 'CP', 'DG', 'EA', 'IC', 'TA']);

export interface Choice {
  readonly value: string;
  readonly label: string;
}

const byLabel = (a: Choice, b: Choice) => a.label.localeCompare(b.label);

/** Countries by name, as this machine knows them. */
export function countries(): Choice[] {
  const names = new Intl.DisplayNames(LOCALE, { type: 'region', fallback: 'none' });
  const letters = Array.from({ length: LETTERS }, (_, i) => String.fromCharCode(A + i));
  const codes = letters.flatMap((a) => letters.map((b) => a + b)).filter((code) => !NO_COUNTRY.has(code));
  return codes
    .flatMap((value) => {
      const label = names.of(value);
      return label === undefined ? [] : [{ value, label }];
    })
    .sort(byLabel);
}

/** Currencies by code, with their names. */
export function currencies(): Choice[] {
  const names = new Intl.DisplayNames(LOCALE, { type: 'currency' });
  // Nobody's books begin in a currency that was only the first of a list.
  const chosenByHand = { value: '', label: '' };
  const all = currencyCodes().map((value) => ({ value, label: `${value} ${names.of(value) ?? ''}` }));
  return [chosenByHand, ...all];
}

/** Time zones by their IANA names. */
export const zones = (): Choice[] => {
  // A machine may call its own zone by a name that is not in the list, such as UTC.
  const names = new Set([...Intl.supportedValuesOf('timeZone'), here().zone]);
  return [...names].sort().map((value) => ({ value, label: value }));
};

/** Where this machine seems to stand. */
export function here(): { country: string; zone: string } {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return { country: new Intl.Locale(LOCALE).maximize().region ?? 'GB', zone: timeZone };
}
