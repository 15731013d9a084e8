import { sql } from 'kysely';
import { ratesList } from '../../../../preload/contract/accounting-rates.ts';
import { handleList } from '../../list.ts';
import { startsWith } from '../../list-sql.ts';

export const rateList = handleList(ratesList, {
  from: sql`exchange_rate as r`,
  columns: { id: 'r.id', currency: 'r.currency', rateOn: 'r.rate_on', source: 'r.source' },
  search: (text) => startsWith('r.currency', text.toUpperCase()),
  rows: (ctx, { window, order }) =>
    ctx.tx.db
      .selectFrom(window.as('w'))
      .innerJoin('exchange_rate as r', 'r.id', 'w.id')
      .select([
        'r.id',
        'r.currency',
        'r.rate_on as rateOn',
        'r.foreign_nano as foreign',
        'r.company_nano as company',
        'r.source',
        'r.set_at as setAt',
        'r.revision',
      ])
      .orderBy(order)
      .execute(),
});
