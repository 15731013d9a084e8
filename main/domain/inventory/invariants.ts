import { type RawBuilder, sql } from 'kysely';
import { statement } from '../../../db/dialect/portable.ts';
import type { DB } from '../../../db/schema/index.ts';
import type { CommitCheck, DoctorCheck, DoctorFinding, Standing } from '../../engine/context.ts';

/** Everything this room proves: at the end of every command for what it touched, and by the doctor for the whole file. */

const inventoryAccounts = statement<DB, Record<never, never>, { id: string; account_id: string }>((db) =>
  db.selectFrom('valuation_area').select(['id', 'account_id']),
);

/** Inventory account per valuation area. */
const areaAccounts: Standing<ReadonlyMap<string, string>> = {
  tables: ['valuation_area'],
  load: async (tx) => new Map((await tx.run(inventoryAccounts, {})).map((r) => [r.id, r.account_id])),
};

/** Stock value and books move together: per inventory account, what this command valued is what it posted. */
const valueIsPosted: CommitCheck = {
  name: 'inventory.valueIsPosted',
  tables: ['valuation_line', 'journal_line'],
  async run(ctx, { ledger }) {
    const lines = ledger.get('valuation_line') ?? [];
    const accounts = await ctx.standing(areaAccounts);
    const gaps = new Map([...accounts.values()].map((account) => [account, 0]));
    for (const line of lines) {
      const account = accounts.get(String(line['area_id'])) ?? '';
      gaps.set(account, (gaps.get(account) ?? 0) + Number(line['value']));
    }
    for (const line of ledger.get('journal_line') ?? []) {
      const account = String(line['account_id']);
      const gap = gaps.get(account);
      if (gap !== undefined) gaps.set(account, gap - Number(line['amount']));
    }
    return [...gaps]
      .filter(([, gap]) => gap !== 0)
      .map(([account, gap]) => `account ${account}: stock value and postings differ by ${gap}`);
  },
};

/** Every move between valuation areas is valued in full: quantities of moves and valuation lines agree. */
const movesAreValued: CommitCheck = {
  name: 'inventory.movesAreValued',
  tables: ['stock_move', 'valuation_line'],
  run(_ctx, { ledger }) {
    const moved = new Map((ledger.get('stock_move') ?? []).map((m) => [Number(m['id']), Number(m['qty'])]));
    const sides = new Map<string, number>();
    for (const line of ledger.get('valuation_line') ?? []) {
      if (line['move_id'] === null) continue;
      const side = `${Number(line['move_id'])}|${String(line['kind'])}`;
      sides.set(side, (sides.get(side) ?? 0) + Math.abs(Number(line['qty'])));
    }
    const wrong: string[] = [];
    for (const [side, qty] of sides) {
      const move = Number(side.slice(0, side.indexOf('|')));
      if (moved.get(move) !== qty) wrong.push(`stock_move ${move}: ${qty} valued, ${moved.get(move) ?? 'nothing'} moved`);
    }
    return wrong;
  },
};

export const commitChecks: readonly CommitCheck[] = [valueIsPosted, movesAreValued];

const MAX_FINDINGS = sql.lit(100);

interface Finding {
  row: string;
  message: string;
  gap: number | null;
}

/** A check that is one statement: rows of what is wrong, and how many rows of `table` there were to look at. */
function sqlCheck(name: string, proves: string, table: string, findings: RawBuilder<Finding>): DoctorCheck {
  return {
    name: `inventory.${name}`,
    proves,
    async run(tx) {
      const { rows } = await findings.execute(tx.db);
      const looked = await sql<{ n: number }>`select cast(count(*) as bigint) as n from ${sql.table(table)}`.execute(tx.db);
      return {
        looked: looked.rows[0]?.n ?? 0,
        findings: rows.map((r): DoctorFinding => ({ table, row: r.row, message: r.message, ...(r.gap === null ? {} : { gap: r.gap }) })),
      };
    },
  };
}

export const doctorChecks: readonly DoctorCheck[] = [
  sqlCheck(
    'onHand',
    'On hand per item and place is the sum of its moves.',
    'stock_balance',
    sql<Finding>`
      select d.item_id || ' ' || d.location_id as "row", 'on hand differs from the moves' as message, cast(sum(d.qty) as bigint) as gap
        from (select item_id, to_location_id as location_id, qty from stock_move
              union all select item_id, from_location_id, -qty from stock_move
              union all select item_id, location_id, -on_hand from stock_balance) d
       group by d.item_id, d.location_id having sum(d.qty) <> 0
       order by 1 limit ${MAX_FINDINGS}`,
  ),
  sqlCheck(
    'notNegative',
    'No place inside the company holds less than nothing, unless it may go below zero; those are places with sellable stock.',
    'stock_balance',
    sql<Finding>`
      select b.item_id || ' ' || b.location_id as "row",
             case when l.area_id is null then 'a place outside is kept as a place inside, or the reverse' else 'less than nothing on hand' end as message, b.on_hand as gap
        from stock_balance b join location l on l.id = b.location_id
       where (l.area_id is not null and ((b.on_hand < 0 and l.below_zero is null) or b.internal <> 1)) or (l.area_id is null and b.internal <> 0)
      union all select l.code, 'may go below zero and is not for sale', null from location l where l.below_zero is not null and (l.status <> 'sellable' or l.type in ('zone', 'aisle'))
       order by 1 limit ${MAX_FINDINGS}`,
  ),
  sqlCheck(
    'places',
    'Stock stands only in open places, below zones and aisles; what was picked is not for sale.',
    'location',
    sql<Finding>`
      select l.code as "row", case when b.on_hand is null then 'a staging place is for sale' else 'stock stands in a place that takes none' end as message, b.on_hand as gap
        from location l
        left join (select location_id, cast(sum(on_hand) as bigint) as on_hand from stock_balance where internal = 1 group by location_id having sum(on_hand) <> 0) b on b.location_id = l.id
       where (b.on_hand is not null and (l.active = 0 or l.type in ('zone', 'aisle'))) or (l.type in ('staging', 'packing') and l.status = 'sellable')
       order by l.code limit ${MAX_FINDINGS}`,
  ),
  sqlCheck(
    'sellable',
    'Sellable per item and warehouse is what its sellable places hold (none where they are below zero), less lots that are blocked or expired.',
    'stock_availability',
    sql<Finding>`
      select d.item_id || ' ' || d.warehouse_id as "row", 'sellable differs from what is on hand' as message, cast(sum(d.qty) as bigint) as gap
        from (select b.item_id, l.warehouse_id, b.on_hand as qty from stock_balance b
                join location l on l.id = b.location_id and l.status = 'sellable' and l.warehouse_id is not null
               where b.on_hand > 0
              union all select b.item_id, l.warehouse_id, -b.on_hand from lot o
                join lot_balance b on b.lot_id = o.id
                join location l on l.id = b.location_id and l.status = 'sellable' and l.warehouse_id is not null
               where o.state <> 'ok'
              union all select item_id, warehouse_id, -sellable from stock_availability) d
       group by d.item_id, d.warehouse_id having sum(d.qty) <> 0
       order by 1 limit ${MAX_FINDINGS}`,
  ),
  sqlCheck(
    'reserved',
    'Reserved per item and warehouse is the sum of its reservations, and never more than is sellable.',
    'reservation',
    sql<Finding>`
      select d.item_id || ' ' || d.warehouse_id as "row", 'reserved differs from the reservations, or is more than is sellable' as message, cast(sum(d.qty) as bigint) as gap
        from (select item_id, warehouse_id, qty, 0 as short from reservation
              union all select item_id, warehouse_id, -reserved, case when reserved > sellable then 1 else 0 end from stock_availability) d
       group by d.item_id, d.warehouse_id having sum(d.qty) <> 0 or sum(d.short) <> 0
       order by 1 limit ${MAX_FINDINGS}`,
  ),
  sqlCheck(
    'layers',
    'Quantity and value left per cost layer are the sums of its valuation lines; nothing left means no value left.',
    'cost_layer_balance',
    sql<Finding>`
      select cast(d.layer_id as text) as "row", 'layer differs from its valuation lines' as message, cast(sum(d.value) as bigint) as gap
        from (select layer_id, qty, value, 0 as odd from valuation_line
              union all select layer_id, -qty_left, -value_left, case when (qty_left < 0 and owed = 0) or (qty_left = 0 and value_left <> 0) then 1 else 0 end from cost_layer_balance) d
       group by d.layer_id having sum(d.qty) <> 0 or sum(d.value) <> 0 or sum(d.odd) <> 0
       order by d.layer_id limit ${MAX_FINDINGS}`,
  ),
  sqlCheck(
    'pools',
    'Quantity and value per cost pool are the sums of its valuation lines; nothing left means no value left.',
    'cost_pool_balance',
    sql<Finding>`
      select d.item_id || ' ' || d.area_id as "row", 'pool differs from its valuation lines' as message, cast(sum(d.value) as bigint) as gap
        from (select item_id, area_id, qty, value, 0 as odd from valuation_line
              union all select item_id, area_id, -qty, -value, case when qty = 0 and value <> 0 then 1 else 0 end from cost_pool_balance) d
       group by d.item_id, d.area_id having sum(d.qty) <> 0 or sum(d.value) <> 0 or sum(d.odd) <> 0
       order by 1 limit ${MAX_FINDINGS}`,
  ),
  sqlCheck(
    'poolQuantities',
    'Every cost pool holds the quantity that the places of its valuation area hold.',
    'cost_pool_balance',
    sql<Finding>`
      select d.item_id || ' ' || d.area_id as "row", 'pool and places hold different quantities' as message, cast(sum(d.qty) as bigint) as gap
        from (select b.item_id, l.area_id, b.on_hand as qty from stock_balance b join location l on l.id = b.location_id and l.area_id is not null
              union all select item_id, area_id, -qty from cost_pool_balance) d
       group by d.item_id, d.area_id having sum(d.qty) <> 0
       order by 1 limit ${MAX_FINDINGS}`,
  ),
  sqlCheck(
    'owed',
    'A cost pool below zero owes exactly the units that left before they came, each layer of them for one line that took them out; a pool with stock owes nothing.',
    'cost_layer_balance',
    sql<Finding>`
      select p.item_id || ' ' || p.area_id as "row", 'the pool and what it owes differ' as message, cast(p.qty - coalesce(o.qty, 0) as bigint) as gap
        from cost_pool_balance p
        left join (select item_id, area_id, sum(qty_left) as qty, sum(value_left) as value from cost_layer_balance where owed = 1 group by item_id, area_id) o
          on o.item_id = p.item_id and o.area_id = p.area_id
       where (p.qty < 0 and (coalesce(o.qty, 0) <> p.qty or coalesce(o.value, 0) <> p.value)) or (p.qty >= 0 and o.qty is not null)
      union all
      select cast(b.layer_id as text), 'what is owed is not what its line took out, less what came for it', b.qty_left
        from cost_layer_balance b
        join cost_layer l on l.id = b.layer_id
        left join valuation_line v on v.id = b.out_line_id
       where b.owed = 1 and (v.id is null or v.layer_id <> b.layer_id or v.kind <> 'out' or v.qty <> l.qty_in or v.value <> l.value_in or b.qty_left < l.qty_in)
       order by 1 limit ${MAX_FINDINGS}`,
  ),
  sqlCheck(
    'trueUps',
    'What a provisional cost was off by is taken off what was owed and put, to the cent, where the units went, on the same entry.',
    'cost_correction',
    sql<Finding>`
      select cast(c.entry_id as text) as "row", 'the parts of a true-up do not come to nothing' as message, cast(sum(c.value) as bigint) as gap
        from cost_correction c where c.provisional = 1 group by c.entry_id having sum(c.value) <> 0
       order by 1 limit ${MAX_FINDINGS}`,
  ),
  sqlCheck(
    'inventoryAccounts',
    'Every inventory account has the balance of the cost pools of its valuation area.',
    'valuation_area',
    sql<Finding>`
      select a.code as "row", 'inventory account differs from the cost pools' as message, cast(coalesce(b.amount, 0) - coalesce(p.value, 0) as bigint) as gap
        from valuation_area a
        left join (select account_id, sum(amount) as amount from account_balance group by account_id) b on b.account_id = a.account_id
        left join (select area_id, sum(value) as value from cost_pool_balance group by area_id) p on p.area_id = a.id
       where coalesce(b.amount, 0) <> coalesce(p.value, 0)
       order by a.code limit ${MAX_FINDINGS}`,
  ),
  sqlCheck(
    'corrections',
    'A later difference put on stock is the adjustment of the value ledger that it names.',
    'cost_correction',
    sql<Finding>`
      select cast(v.id as text) as "row", 'adjustment and correction differ' as message, cast(v.value - coalesce(c.value, 0) as bigint) as gap
        from valuation_line v
        left join cost_correction c on c.adjust_line_id = v.id
       where v.kind = 'adjust' and v.qty = 0 and (c.id is null or c.value <> v.value or c.item_id <> v.item_id)
       order by v.id limit ${MAX_FINDINGS}`,
  ),
  sqlCheck(
    'transitIsUnderWay',
    'What stands in transit is what transfers under way have not delivered and not given up as lost.',
    'stock_document_line',
    sql<Finding>`
      select i.id as "row", 'transit and transfers under way differ' as message, cast(coalesce(b.qty, 0) - coalesce(d.qty, 0) as bigint) as gap
        from item i
        left join (select s.item_id, sum(s.on_hand) as qty from stock_balance s join location p on p.id = s.location_id and p.kind = 'transit' group by s.item_id) b on b.item_id = i.id
        left join (select l.item_id, sum(l.qty - coalesce(l.received_qty, 0) - coalesce(l.lost_qty, 0)) as qty
                     from stock_document_line l join stock_document d on d.id = l.document_id and d.kind = 'transfer' and d.state = 'shipped' group by l.item_id) d on d.item_id = i.id
       where coalesce(b.qty, 0) <> coalesce(d.qty, 0)
       order by i.id limit ${MAX_FINDINGS}`,
  ),
  sqlCheck(
    'costCarried',
    'Cost that comes back or moves on is never more than what left, later differences included.',
    'valuation_line',
    sql<Finding>`
      select cast(o.id as text) as "row", 'more came back than left' as message, cast(c.value + o.value - coalesce(k.value, 0) as bigint) as gap
        from (select origin_line_id, sum(qty) as qty, sum(value) as value from valuation_line where origin_line_id is not null and qty > 0 group by origin_line_id) c
        join valuation_line o on o.id = c.origin_line_id
        left join (select out_line_id, sum(value) as value from cost_correction where out_line_id is not null group by out_line_id) k on k.out_line_id = o.id
       where c.qty > -o.qty or c.value > coalesce(k.value, 0) - o.value or (c.qty = -o.qty and c.value <> coalesce(k.value, 0) - o.value)
       order by o.id limit ${MAX_FINDINGS}`,
  ),
];
