import { sql } from 'kysely';
import type { DoctorCheck } from '../../engine/context.ts';
import { type SqlFinding, sqlCheck } from '../sql-check.ts';

/** What this room proves for the whole file. */
export const doctorChecks: readonly DoctorCheck[] = [
  sqlCheck(
    'catalog.kits',
    'A kit has no stock of its own, and its components have: no kit is made of kits.',
    'kit_component',
    sql<SqlFinding>`
      select k.sku as "row", case when k.kind = 'stock' then 'a kit is kept in stock itself' else 'component ' || i.sku || ' has no stock' end as message, null as gap
        from kit_component c
        join item k on k.id = c.kit_id
        join item i on i.id = c.item_id
       where k.kind = 'stock' or i.kind <> 'stock'
       order by k.sku, i.sku`,
  ),
  sqlCheck(
    'catalog.codesNameOneThing',
    'No barcode names both an item and a pack.',
    'pack_barcode',
    sql<SqlFinding>`
      select p.code as "row", 'the code names an item and a pack' as message, null as gap
        from pack_barcode p join item_barcode b on b.code = p.code order by p.code`,
  ),
];
