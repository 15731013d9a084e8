/** Which table an id lives in, for optimistic concurrency (`expect`) and for links. */
const TABLE_OF_PREFIX: Readonly<Record<string, string>> = {
  co: 'company',
  usr: 'app_user',
  tok: 'api_token',
  pty: 'party',
  cat: 'category',
  csv: 'carrier_service',
  prd: 'product',
  itm: 'item',
  acc: 'account',
  acr: 'accrual_rule',
  lex: 'lock_exception',
  lro: 'lock_reopening',
  tax: 'tax_code',
  pay: 'payment',
  vw: 'saved_view',
  wh: 'warehouse',
  va: 'valuation_area',
  loc: 'location',
  par: 'putaway_rule',
  lot: 'lot',
  hld: 'hold',
  sd: 'stock_document',
  po: 'purchase_order',
  rec: 'purchase_receipt',
  bill: 'supplier_bill',
  lc: 'landed_cost',
  srt: 'supplier_return',
  scn: 'supplier_credit',
  cnt: 'count_task',
  prl: 'price_list',
  so: 'sales_order',
  inv: 'invoice',
  cn: 'invoice',
  shp: 'shipment',
  wav: 'wave',
  wvt: 'wave_template',
  pcl: 'parcel',
  pkt: 'package_type',
  mnf: 'manifest',
  mrg: 'order_merge',
  ret: 'customer_return',
  chn: 'channel',
  bka: 'bank_account',
  bks: 'bank_statement',
  stl: 'settlement',
  ppa: 'prepayment_application',
  bkm: 'bank_match',
  bkr: 'bank_rule',
  prn: 'payment_run',
  run: 'channel_run',
  dex: 'dunning_exception',
  drn: 'dunning_run',
  dun: 'dunning_letter',
  file: 'stored_file',
  apr: 'approval_request',
  dlg: 'approval_delegation',
};
/** Masters whose key is a code: written as `table/key`. */
const KEYED: Readonly<Record<string, string>> = {
  setting: 'key',
  unit: 'code',
  tax_class: 'code',
  reason_code: 'code',
  approval_policy: 'code',
  role: 'id',
  journal: 'code',
  account_role: 'role',
  account_group: 'code',
  account_place: 'account_id',
  exchange_rate: 'id',
  posting_lock: 'kind',
  order_rule: 'code',
  customer_terms: 'party_id',
  payment_terms: 'code',
  discount_limit: 'role_id',
  fiscal_year: 'code',
  fiscal_period: 'code',
  close_sign_off: 'id',
  year_transfer: 'year_code',
};

/** Table, key column and key an id names; undefined for an unknown form. */
export function tableOfId(id: string): { table: string; column: string; key: string } | undefined {
  const slash = id.indexOf('/');
  if (slash > 0) {
    const table = id.slice(0, slash);
    const column = KEYED[table];
    return column ? { table, column, key: id.slice(slash + 1) } : undefined;
  }
  const table = TABLE_OF_PREFIX[id.slice(0, id.indexOf('_'))];
  return table ? { table, column: 'id', key: id } : undefined;
}
