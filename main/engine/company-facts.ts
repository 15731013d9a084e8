import type { Connection } from '../../db/dialect/portable.ts';
import type { DB } from '../../db/schema/index.ts';
import type { CompanyFacts } from './context.ts';

/** Facts before the company row exists: only the command that creates the company runs with these. */
const UNBORN: CompanyFacts = { id: '', name: '', currency: 'EUR', zone: 'UTC', country: '', settings: new Map() };

/** Reads the company row and its settings. */
export async function loadCompanyFacts(tx: Connection<DB>): Promise<CompanyFacts> {
  const row = await tx.db.selectFrom('company').selectAll().executeTakeFirst();
  if (!row) return UNBORN;
  const settings = await tx.db.selectFrom('setting').select(['key', 'value']).execute();
  return {
    id: row.id,
    name: row.name,
    currency: row.currency,
    zone: row.zone,
    country: row.country,
    settings: new Map(settings.map((s) => [s.key, JSON.parse(s.value) as unknown])),
  };
}
