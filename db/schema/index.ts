import * as accounting from './accounting.ts';
import * as banking from './banking.ts';
import * as catalog from './catalog.ts';
import * as channels from './channels.ts';
import * as closing from './closing.ts';
import * as company from './company.ts';
import * as documents from './documents.ts';
import type { RowOf, Table } from './dsl.ts';
import * as engine from './engine.ts';
import * as fulfillment from './fulfillment.ts';
import * as inventory from './inventory.ts';
import * as lots from './lots.ts';
import * as orderGroups from './order-groups.ts';
import * as packing from './packing.ts';
import * as parties from './parties.ts';
import * as paymentRuns from './payment-runs.ts';
import * as paymentTerms from './payment-terms.ts';
import * as picking from './picking.ts';
import * as prices from './prices.ts';
import * as purchasing from './purchasing.ts';
import * as purchasingCurrency from './purchasing-currency.ts';
import * as quotes from './quotes.ts';
import * as rates from './rates.ts';
import * as receivables from './receivables.ts';
import * as replenishment from './replenishment.ts';
import * as returns from './returns.ts';
import * as sales from './sales.ts';
import * as waves from './waves.ts';

const all = {
  ...engine,
  ...company,
  ...parties,
  ...catalog,
  ...accounting,
  ...rates,
  ...inventory,
  ...purchasing,
  ...purchasingCurrency,
  ...sales,
  ...prices,
  ...quotes,
  ...fulfillment,
  ...picking,
  ...packing,
  ...waves,
  ...orderGroups,
  ...lots,
  ...replenishment,
  ...returns,
  ...channels,
  ...banking,
  ...paymentRuns,
  ...paymentTerms,
  ...receivables,
  ...documents,
  ...closing,
};
type All = typeof all;

/** Every table in creation order, lower rooms first. */
export const tables: readonly Table[] = Object.values(all) as readonly Table[];

/** Row types of the whole company file, for Kysely. */
export type DB = { [K in keyof All as All[K]['name']]: RowOf<All[K]['columns']> };
export type TableName = keyof DB;

const byName = new Map(tables.map((t) => [t.name, t]));
/** The definition of a table by its name; throws for an unknown name. */
export function tableNamed(name: string): Table {
  const found = byName.get(name);
  if (!found) throw new Error(`no table named ${name}`);
  return found;
}
