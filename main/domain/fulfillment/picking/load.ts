import type { Kysely } from 'kysely';
import { type Connection, setStatement, statement } from '../../../../db/dialect/portable.ts';
import type { DB } from '../../../../db/schema/index.ts';
import { notFound } from '../../../../preload/contract/engine.ts';
import type { WaveState } from '../../../../preload/contract/fulfillment-picking.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { CommandContext, QueryContext } from '../../../engine/context.ts';
import { policy } from '../../company/index.ts';
import { assertWarehouseScope, type LotQty } from '../../inventory/index.ts';
import { faceFirst } from '../replenish/faces.ts';
import { byLot } from './lots.ts';
import type { FreePlace } from './plan.ts';

type Tx = Connection<DB>;

/** What a wave is planned with, by a command that releases it or a query that shows what it would be. */
export type Planning = Pick<CommandContext, 'tx' | 'now' | 'today' | 'actor' | 'company' | 'standing'>;

/** Planning for a question: nothing is kept between two of them. */
export const planning = (ctx: QueryContext): Planning => ({
  tx: ctx.tx,
  now: ctx.now,
  today: ctx.today,
  actor: ctx.actor,
  company: ctx.company,
  standing: (what) => what.load(ctx.tx),
});

/** States in which an order in a wave still has work to be done. */
export const OPEN_STATES: readonly WaveState[] = ['released', 'picking', 'picked', 'packed'];

/** A pick task with what a picker and the books need to know of it. */
export interface Task {
  readonly id: number;
  readonly waveId: string;
  readonly waveNumber: string;
  readonly method: 'single' | 'batch' | 'cluster';
  readonly warehouseId: string;
  readonly waveOrderId: number;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly tote: string | null;
  readonly orderLineId: number;
  readonly itemId: string;
  readonly sku: string;
  readonly locationId: string;
  readonly place: string;
  readonly pathNo: number;
  readonly qty: number;
  readonly counted: number;
  readonly picked: number;
  readonly atPlace: 0 | 1;
  readonly state: 'open' | 'picked' | 'short' | 'cancelled';
  readonly revision: number;
  /** The lot it takes, of a tracked item, and whether that was scanned. */
  readonly lotId: string | null;
  readonly lot: string | null;
  readonly serial: 0 | 1 | null;
  readonly lotScanned: 0 | 1 | null;
  readonly expiresOn: string | null;
  /** Where its order stands in the wave. */
  readonly orderState: WaveState;
}

/** Pick tasks with their wave, order, item and place. */
export const tasks = (db: Kysely<DB>) =>
  db
    .selectFrom('pick_task as t')
    .innerJoin('wave as v', 'v.id', 't.wave_id')
    .innerJoin('wave_order as x', 'x.id', 't.wave_order_id')
    .innerJoin('sales_order as o', 'o.id', 'x.order_id')
    .innerJoin('item as i', 'i.id', 't.item_id')
    .innerJoin('location as l', 'l.id', 't.location_id')
    .leftJoin('task_lot as k', (join) => join.onRef('k.task_id', '=', 't.id').on('k.task_kind', '=', 'pick'))
    .leftJoin('lot as b', 'b.id', 'k.lot_id')
    .select(['k.lot_id as lotId', 'b.code as lot', 'b.serial', 'b.expires_on as expiresOn', 'k.scanned as lotScanned'])
    .select([
      't.id',
      't.wave_id as waveId',
      'v.number as waveNumber',
      'v.method',
      'v.warehouse_id as warehouseId',
      't.wave_order_id as waveOrderId',
      'x.order_id as orderId',
      'o.number as orderNumber',
      'x.tote',
      't.order_line_id as orderLineId',
      't.item_id as itemId',
      'i.sku',
      't.location_id as locationId',
      'l.code as place',
      't.path_no as pathNo',
      't.qty',
      't.counted',
      't.picked',
      't.at_place as atPlace',
      't.state',
      't.revision',
      'x.state as orderState',
    ]);

const taskById = statement<DB, { id: number }, Task>((db, p) => tasks(db).where('t.id', '=', p('id')));

/** One pick task the actor may work on; refuses one that is unknown or of a warehouse outside their scope. */
export async function taskFor(ctx: CommandContext, taskId: number): Promise<Task> {
  const [task] = await ctx.tx.run(taskById, { id: taskId });
  if (!task) throw refuse(notFound, { kind: 'pick task', id: String(taskId) });
  assertWarehouseScope(ctx.actor, task.warehouseId);
  return task;
}

interface NextTask {
  readonly id: number;
  readonly location_id: string;
  readonly at_place: 0 | 1;
  readonly revision: number;
}

const nextOfWave = statement<DB, { wave: string }, NextTask>((db, p) =>
  db
    .selectFrom('pick_task')
    .select(['id', 'location_id', 'at_place', 'revision'])
    .where('wave_id', '=', p('wave'))
    .where('state', '=', 'open')
    .orderBy('path_no')
    .orderBy('id')
    .limit(1),
);

/** The next open task of a wave in the order of its walk. */
export const nextTask = async (tx: Tx, waveId: string): Promise<NextTask | undefined> => (await tx.run(nextOfWave, { wave: waveId }))[0];

const openOfOrder = statement<DB, { order: number }, { id: number }>((db, p) =>
  db.selectFrom('pick_task').select('id').where('wave_order_id', '=', p('order')).where('state', '=', 'open').limit(1),
);

/** Whether an order in a wave has open tasks left. */
export const hasOpenTasks = async (tx: Tx, waveOrderId: number): Promise<boolean> =>
  (await tx.run(openOfOrder, { order: waveOrderId })).length > 0;

/** An order in an open wave. */
export interface OpenWaveOrder {
  readonly id: number;
  readonly waveId: string;
  readonly waveNumber: string;
  readonly orderId: string;
  readonly warehouseId: string;
  readonly state: WaveState;
}

const openWaveOrders = setStatement<DB>()({ id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('wave_order as x')
    .whereRef('x.order_id', '=', 'w.id')
    .innerJoin('wave as v', 'v.id', 'x.wave_id')
    .where('x.state', 'not in', ['shipped', 'cancelled'])
    .select(['x.id', 'x.wave_id as waveId', 'v.number as waveNumber', 'x.order_id as orderId', 'x.warehouse_id as warehouseId', 'x.state'])
    .orderBy('x.id'),
);

/** In which open waves these orders are: at most one per warehouse. */
export const loadOpenWaveOrders = (tx: Tx, orderIds: Iterable<string>): Promise<OpenWaveOrder[]> =>
  tx.runFor(
    openWaveOrders,
    [...new Set(orderIds)].map((id) => ({ id })),
  );

/** Goods that stand picked for an order line. */
export interface Staged {
  readonly orderId: string;
  readonly orderLineId: number;
  readonly itemId: string;
  readonly warehouseId: string;
  readonly locationId: string;
  readonly qty: number;
  /** Which lots they are, where that is told apart and was asked for. */
  readonly lots?: readonly LotQty[];
}

const stagedOfOrders = setStatement<DB>()({ id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('staged_goods as s')
    .whereRef('s.order_id', '=', 'w.id')
    .select([
      's.order_id as orderId',
      's.order_line_id as orderLineId',
      's.item_id as itemId',
      's.warehouse_id as warehouseId',
      's.location_id as locationId',
      's.qty',
    ])
    .orderBy('s.order_line_id')
    .orderBy('s.location_id'),
);

/** What stands picked for these orders, by order line. */
export const loadStaged = (tx: Tx, orderIds: Iterable<string>): Promise<Staged[]> =>
  tx.runFor(
    stagedOfOrders,
    [...new Set(orderIds)].map((id) => ({ id })),
  );

const stock = setStatement<DB>()({ item_id: 'text', warehouse_id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .crossJoin('stock_balance as b')
    .whereRef('b.item_id', '=', 'w.item_id')
    .innerJoin('location as l', 'l.id', 'b.location_id')
    .whereRef('l.warehouse_id', '=', 'w.warehouse_id')
    .where('l.status', '=', 'sellable')
    .where('b.on_hand', '>', 0)
    .select(['b.item_id', 'l.id as location_id', 'l.path_order', 'l.code', 'b.on_hand'])
    .select((eb) =>
      eb
        .selectFrom('pick_task as t')
        .whereRef('t.item_id', '=', 'b.item_id')
        .whereRef('t.location_id', '=', 'b.location_id')
        .where('t.state', '=', 'open')
        .select((e) => e.fn.coalesce(e.fn.sum<number>('t.qty'), e.lit(0)).as('taken'))
        .as('taken'),
    )
    .orderBy('b.item_id')
    .orderBy('l.path_order')
    .orderBy('l.code'),
);

/** The last time goods of an item came into a place: where that is longest ago, the oldest goods lie. */
const arrivals = setStatement<DB>()({ item_id: 'text', location_id: 'text' }, (db, w) =>
  db
    .selectFrom(w)
    .select(['w.item_id', 'w.location_id'])
    .select((eb) =>
      eb
        .selectFrom('stock_move as m')
        .whereRef('m.item_id', '=', 'w.item_id')
        .whereRef('m.to_location_id', '=', 'w.location_id')
        .orderBy('m.item_id')
        .orderBy('m.id', 'desc')
        .limit(1)
        .select('m.id')
        .as('last'),
    ),
);

/**
 * Sellable places of items in a warehouse with what no open task takes from them yet, in the order they are chosen in: along
 * the path, or where goods have lain longest; of tracked items lot by lot, those first that leave first. A product with a pick face is taken from
 * it before its reserve, and from there only as the policy `pickFromReserve` says (`from`: whatever it says).
 */
export async function loadPlaces(
  ctx: Planning,
  warehouseId: string,
  itemIds: Iterable<string>,
  order: 'path' | 'fifo',
  from: 'policy' | 'anywhere' = 'policy',
): Promise<ReadonlyMap<string, FreePlace[]>> {
  const { tx } = ctx;
  const found = await tx.runFor(
    stock,
    [...new Set(itemIds)].map((item_id) => ({ item_id, warehouse_id: warehouseId })),
  );
  const walk = new Map(found.map((r) => [r.code, r.path_order]));
  const codes = [...walk].toSorted(([a, m], [b, n]) => m - n || (a < b ? -1 : 1));
  const path = new Map(codes.map(([code], i) => [code, i]));
  const lain = new Map<string, number>();
  if (order === 'fifo')
    for (const a of await tx.runFor(
      arrivals,
      found.map(({ item_id, location_id }) => ({ item_id, location_id })),
    ))
      lain.set(`${a.item_id}|${a.location_id}`, a.last ?? 0);
  const places = new Map<string, FreePlace[]>();
  const since = (r: (typeof found)[number]) => lain.get(`${r.item_id}|${r.location_id}`) ?? 0;
  for (const r of order === 'fifo' ? found.toSorted((a, b) => since(a) - since(b)) : found) {
    const place = { locationId: r.location_id, path: path.get(r.code) ?? 0, left: r.on_hand - Number(r.taken ?? 0) };
    const list = places.get(r.item_id);
    if (list) list.push(place);
    else places.set(r.item_id, [place]);
  }
  return faceFirst(ctx.tx, warehouseId, await byLot(ctx, places), from === 'anywhere' || policy(ctx, 'pickFromReserve') === 'when-short');
}
