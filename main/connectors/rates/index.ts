import { type DayRate, RATES_MAX } from '../../../preload/contract/accounting-rates.ts';
import { isDay } from '../../../preload/contract/values/day.ts';
import { isCurrency, parseDecimal } from '../../../preload/contract/values/money.ts';
import { RATE_DECIMALS, zRate } from '../../../preload/contract/values/rate.ts';
import { FileDefect } from '../file-defect.ts';
import { assertWidth, tableOf } from '../file-table.ts';
import { decodeText } from '../file-text.ts';

/** So much of a currency is worth one of the base, in billionths. */
interface Quote {
  readonly line: number;
  readonly on: string;
  readonly base: string;
  readonly currency: string;
  readonly units: number;
}

/** The currency the European Central Bank quotes all others against. */
const ECB_BASE = 'EUR';
const DAYS = ['date', 'day', 'time_period'];
const CURRENCIES = ['currency'];
const BASES = ['base', 'currency_denom'];
const VALUES = ['rate', 'obs_value'];
/** Cells where no rate was told on a day. */
const NOTHING = new Set(['', 'N/A', 'NaN', '-']);

function dayIn(text: string, line: number): string {
  if (!isDay(text)) throw new FileDefect(line, `"${text.slice(0, 40)}" is no day written as 2026-01-31`);
  return text;
}

function unitsIn(text: string, line: number): number {
  const units = parseDecimal(text, RATE_DECIMALS);
  if (units === undefined || units <= 0)
    throw new FileDefect(line, `"${text.slice(0, 40)}" is no rate above nought with at most ${RATE_DECIMALS} decimals`);
  return units;
}

function codeIn(text: string, line: number): string {
  const code = text.toUpperCase();
  if (!isCurrency(code)) throw new FileDefect(line, `"${text.slice(0, 20)}" is no currency`);
  return code;
}

/**
 * Quotes of a table: one row per day with a column per currency, as the European Central Bank's history has it (so much of each for one
 * euro), or one row per rate with the columns date, currency, rate and, where it is not the euro, base.
 */
function quotesIn(text: string): Quote[] {
  const { names, records } = tableOf(text, { delimiter: (text.split('\n', 1)[0] ?? '').includes(';') ? ';' : ',' });
  const lower = names.map((n) => n.toLowerCase());
  const place = (wanted: readonly string[]) => lower.findIndex((n) => wanted.includes(n));
  const dayAt = place(DAYS);
  if (dayAt < 0) throw new FileDefect(1, 'there is no column "date" in the header');
  const [currencyAt, baseAt, valueAt] = [place(CURRENCIES), place(BASES), place(VALUES)];
  const wide = currencyAt < 0;
  if (!wide && valueAt < 0) throw new FileDefect(1, 'there is no column "rate" in the header');
  const columns = names.flatMap((name, at) => (wide && at !== dayAt && name !== '' ? [{ at, currency: codeIn(name, 1) }] : []));
  return records.flatMap((record): Quote[] => {
    const { line, cells } = record;
    assertWidth(record, names, true);
    const cell = (at: number) => (cells[at] ?? '').trim();
    const on = dayIn(cell(dayAt), line);
    if (!wide) {
      const base = baseAt < 0 || cell(baseAt) === '' ? ECB_BASE : codeIn(cell(baseAt), line);
      return NOTHING.has(cell(valueAt))
        ? []
        : [{ line, on, base, currency: codeIn(cell(currencyAt), line), units: unitsIn(cell(valueAt), line) }];
    }
    return columns.flatMap(({ at, currency }) =>
      NOTHING.has(cell(at)) ? [] : [{ line, on, base: ECB_BASE, currency, units: unitsIn(cell(at), line) }],
    );
  });
}

const ONE = 10 ** RATE_DECIMALS;

/**
 * Rates of a CSV file in the company's currency. Quoted against the company's currency they are taken as they are; against another one
 * they are crossed over it, which needs the company's currency on the same day of the file. Throws a `FileDefect` naming the line
 * for anything that would need a guess; nothing is read in part.
 */
export function readRates(bytes: Uint8Array, home: string): DayRate[] {
  const quotes = quotesIn(decodeText(bytes));
  const own = new Map(quotes.filter((q) => q.currency === home).map((q) => [`${q.base} ${q.on}`, q.units]));
  const rates = new Map<string, DayRate>();
  const take = (currency: string, { on, line }: Quote, rate: DayRate['rate']) => {
    const sound = zRate.safeParse(rate);
    if (!sound.success) throw new FileDefect(line, `the rate of ${currency} ${sound.error.issues[0]?.message ?? 'cannot be'}`);
    const twin = rates.get(`${currency} ${on}`);
    if (twin && (twin.rate.foreign !== rate.foreign || twin.rate.company !== rate.company))
      throw new FileDefect(line, `${currency} has two rates on ${on}`);
    rates.set(`${currency} ${on}`, { currency, on, rate });
  };
  for (const quote of quotes) {
    const { base, currency, units, on, line } = quote;
    if (currency === base) continue;
    const company = base === home ? ONE : own.get(`${base} ${on}`);
    if (company === undefined)
      throw new FileDefect(line, `rates are told in ${base} and ${home} has none on ${on}, so nothing can be said in ${home}`);
    if (currency === home) take(base, quote, { foreign: ONE, company: units });
    else take(currency, quote, { foreign: units, company });
  }
  if (rates.size === 0) throw new FileDefect(null, 'there is no rate in the file');
  if (rates.size > RATES_MAX) throw new FileDefect(null, `it holds ${rates.size} rates, more than ${RATES_MAX}; take a file of fewer days`);
  return [...rates.values()];
}
