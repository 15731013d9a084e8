import { formatDecimal, formatMinor, minorUnits } from '../../../preload/contract/values/money.ts';
import { type Language, LOCALES } from './language.ts';

/** Writes decimal text as the locale does. Intl takes the text at its exact value, so no amount is ever a float. */
function written(language: Language, text: string, least: number, most = least): string {
  const format = new Intl.NumberFormat(LOCALES[language], { minimumFractionDigits: least, maximumFractionDigits: most });
  return format.format(text as `${number}`).replace('-', '\u2212');
}

/** Numbers and days of one document, as its language writes them. */
export interface Formats {
  /** Minor units, without the currency. */
  money(amount: number, currency: string): string;
  /** Micros: as many decimals as the currency has, more where the price needs them. */
  price(micros: number, currency: string): string;
  /** Steps of a unit of `steps`. */
  quantity(qty: number, steps: number): string;
  /** Millionths as per cent. */
  percent(ppm: number): string;
  count(value: number): string;
  day(on: string): string;
  country(code: string): string;
}

export function formatsOf(language: Language): Formats {
  const days = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' });
  const countries = new Intl.DisplayNames(LOCALES[language], { type: 'region', fallback: 'code' });
  const count = (value: number) => written(language, String(value), 0);
  return {
    money: (amount, currency) => written(language, formatMinor(amount, currency), minorUnits(currency)),
    price: (micros, currency) => written(language, formatDecimal(micros, 6), minorUnits(currency), 6),
    // Steps of a unit are a power of ten; any other number of them is written whole.
    quantity: (qty, steps) => {
      const digits = Math.round(Math.log10(steps));
      return 10 ** digits === steps ? written(language, formatDecimal(qty, digits), 0, digits) : count(qty);
    },
    percent: (ppm) => `${written(language, formatDecimal(ppm, 4), 0, 4)}\u00a0%`,
    count,
    day: (on) => days.format(Date.parse(`${on}T00:00:00Z`)),
    country: (code) => (/^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : code),
  };
}
