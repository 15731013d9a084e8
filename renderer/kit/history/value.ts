import type { OutputOf } from '../../client/operations.ts';
import { count, day, moment, money, price, rate, words } from '../format.ts';
import { t } from './text.ts';

type Change = OutputOf<'engine.getCommand'>['rows'][number];
export type ChangedValue = Change['values'][number];

/** Raised with every change, or the engine's own key of the row; says nothing to a person. */
export const saysNothing = ({ kind }: ChangedValue): boolean => kind === 'engine';

const NONE = '–';
/** The longest text of structured data that is shown in a line. */
const DATA_MAX = 200;

/** Structured data in a line: `name: value` with commas between. */
function dataWords(value: unknown): string {
  if (value === null || value === undefined) return NONE;
  if (Array.isArray(value)) return value.length === 0 ? NONE : value.map(dataWords).join(', ');
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([name, part]) => `${words(name)}: ${dataWords(part)}`)
      .join(', ');
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  return typeof value === 'number' ? count(value) : String(value as string);
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text)) as unknown;
  } catch {
    return text; // Not every text kept as data is JSON; it is shown as it is then.
  }
}

/** A stored value as a person reads it: amounts in their currency, quantities and days as the locale writes them, records by their names. */
function shown({ kind, column }: ChangedValue, value: unknown, name: string | null, currency: string): string {
  if (value === null || value === undefined) return NONE;
  if (name !== null) return name;
  if (typeof value === 'number') {
    if (kind === 'amount') return `${money(value, currency)} ${currency}`;
    if (kind === 'price') return `${price(value, currency)} ${currency}`;
    if (kind === 'rate') return rate(value);
    if (kind === 'flag') return t(value === 0 ? 'no' : 'yes');
    if (kind === 'quantity' || kind === 'number') return count(value);
  }
  // Nobody has a name for it: the record is there, and its id stands on hover.
  if (kind === 'record') return t('record', { what: words(column.replace(/_id$/, '')) });
  if (kind === 'data') {
    const text = dataWords(parsed(value));
    return text.length > DATA_MAX ? `${text.slice(0, DATA_MAX)} …` : text;
  }
  if (typeof value !== 'string') return dataWords(value);
  if (kind === 'instant') return moment(value);
  if (kind === 'day') return day(value);
  return kind === 'word' ? words(value) : value;
}

/** What a value was before and is after, in words. `company` is the currency of amounts whose row says none. */
export const beforeAfter = (
  v: ChangedValue,
  change: Pick<Change, 'currency'>,
  company: string,
): { readonly before: string; readonly after: string } => {
  const currency = change.currency ?? company;
  return { before: shown(v, v.before, v.beforeName, currency), after: shown(v, v.after, v.afterName, currency) };
};

/** The name of a column as people read it: no unit of storage, no mark of a key. */
export const columnWords = (column: string): string =>
  words(column.replace(/_(id|at|on|micros|ppm)$/, '').replace(/(^|_)qty($|_)/, '$1quantity$2'));
