import { day, instant, int, revision, table, text, word } from './dsl.ts';

/**
 * What a currency was worth on a day, as a fraction that loses nothing of how it was quoted: `foreign_nano` of the currency are worth
 * `company_nano` of the company's, both in billionths of the major unit. 1 EUR = 1.0823 USD stays that in a company that keeps EUR.
 */
export const exchangeRate = table('exchange_rate', {
  kind: 'record',
  columns: {
    /** currency and day: `USD.2026-01-31` */
    id: text(),
    currency: text().must((c) => `length(${c}) = 3`),
    rate_on: day(),
    foreign_nano: int().must((c) => `${c} > 0`),
    company_nano: int().must((c) => `${c} > 0`),
    source: word('manual', 'file'),
    set_at: instant(),
    revision: revision(),
  },
  unique: [['currency', 'rate_on']],
  indexes: [['rate_on', 'id', 'currency', 'source']],
});
