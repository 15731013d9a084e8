import { tableNamed } from './index.ts';

/** What people call a row of a table that has no human number: its code, SKU or name. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  account: ['code', 'name'],
  account_role: ['role'],
  account_group: ['name'],
  account_place: ['account_id'],
  accrual_rule: ['title'],
  api_token: ['name'],
  app_user: ['name'],
  approval_policy: ['name'],
  approval_request: ['operation'],
  bank_account: ['name'],
  bank_rule: ['name'],
  bank_statement: ['reference'],
  category: ['name'],
  channel: ['name'],
  close_accrual: ['title'],
  close_revaluation: ['period_code', 'currency'],
  close_sign_off: ['id'],
  company: ['name'],
  customer_terms: ['party_id'],
  discount_limit: ['role_id'],
  exchange_rate: ['id'],
  dunning_exception: ['reason'],
  dunning_run: ['run_on'],
  fiscal_period: ['code'],
  fiscal_year: ['code'],
  hold: ['code'],
  item: ['sku'],
  journal: ['name'],
  location: ['code'],
  lock_exception: ['kind'],
  lock_reopening: ['kind'],
  lot: ['code'],
  order_rule: ['name'],
  party: ['name'],
  payable_hold: ['item_key'],
  posting_lock: ['kind'],
  price_list: ['name'],
  product: ['title'],
  reason_code: ['text'],
  role: ['name'],
  setting: ['key'],
  sales_order_check: ['order_id'],
  settlement: ['external_id'],
  tax_class: ['name'],
  tax_code: ['code'],
  unit: ['code'],
  warehouse: ['code'],
  year_transfer: ['year_code'],
};

/** Columns that together name a row of a table; undefined where only its owner has a name. */
export function nameColumns(table: string): readonly string[] | undefined {
  const numbered = Object.entries(tableNamed(table).columns).find(([, column]) => column.role === 'number');
  return numbered ? [numbered[0]] : NAMED[table];
}
