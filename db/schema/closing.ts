import { day, instant, int, looseRef, money, ref, revision, table, text } from './dsl.ts';

/** A financial year of the company; years follow each other without a gap. */
export const fiscalYear = table('fiscal_year', {
  kind: 'record',
  columns: { code: text(), starts_on: day(), ends_on: day(), revision: revision() },
  primaryKey: ['code'],
  unique: [['starts_on']],
  checks: ['starts_on < ends_on'],
});

/** A month of a financial year: what is closed at once. */
export const fiscalPeriod = table('fiscal_period', {
  kind: 'record',
  columns: { code: text(), year_code: ref('fiscal_year', 'code'), starts_on: day(), ends_on: day(), revision: revision() },
  primaryKey: ['code'],
  unique: [['starts_on']],
});

/** Somebody looked at an item of the checklist of a period and stands for it: with these figures, and only with these. */
export const closeSignOff = table('close_sign_off', {
  kind: 'record',
  columns: {
    /** period and item: `2026-01.grni-aged` */
    id: text(),
    period_code: ref('fiscal_period', 'code'),
    item: text(),
    figure_count: int(),
    figure_value: money(),
    note: text(),
    signed_by: looseRef(),
    signed_at: instant(),
    revision: revision(),
  },
  primaryKey: ['id'],
  unique: [['period_code', 'item']],
});
