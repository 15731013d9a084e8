import { statement } from '../../../../db/dialect/portable.ts';
import type { DB } from '../../../../db/schema/index.ts';
import { SERVICE_LEVELS, type ServiceLevel } from '../../../../preload/contract/fulfillment-wave-choice.ts';
import { timeOfInstant } from '../../../../preload/contract/values/day.ts';
import type { CommandContext, Standing } from '../../../engine/context.ts';

export interface CutOff {
  readonly warehouseId: string;
  readonly warehouseCode: string;
  /** `HH:MM` by the clock of `zone`. */
  readonly at: string;
  readonly zone: string;
}

export interface Service {
  readonly serviceId: string;
  readonly code: string;
  readonly name: string;
  readonly carrier: string;
  readonly level: ServiceLevel;
  readonly chargeSku: string | null;
  readonly active: boolean;
  readonly revision: number;
  readonly cutOffs: readonly CutOff[];
}

const everyService = statement<DB, Record<never, never>, Omit<Service, 'active' | 'cutOffs'> & { active: 0 | 1 }>((db) =>
  db
    .selectFrom('carrier_service')
    .select(['id as serviceId', 'code', 'name', 'carrier', 'level', 'charge_sku as chargeSku', 'active', 'revision'])
    .orderBy('code'),
);
const everyCutOff = statement<DB, Record<never, never>, CutOff & { serviceId: string }>((db) =>
  db
    .selectFrom('carrier_cutoff as c')
    .innerJoin('warehouse as w', 'w.id', 'c.warehouse_id')
    .select(['c.service_id as serviceId', 'c.warehouse_id as warehouseId', 'w.code as warehouseCode', 'c.at', 'c.zone'])
    .orderBy('w.code'),
);

/** Services of carriers with their cut-offs, by code: a handful, read by every wave. */
export const carrierServices: Standing<readonly Service[]> = {
  tables: ['carrier_service', 'carrier_cutoff', 'warehouse'],
  load: async (tx) => {
    const cutOffs = Map.groupBy(await tx.run(everyCutOff, {}), (c) => c.serviceId);
    return (await tx.run(everyService, {})).map((s) => ({
      ...s,
      active: s.active === 1,
      cutOffs: (cutOffs.get(s.serviceId) ?? []).map(({ warehouseId, warehouseCode, at, zone }) => ({
        warehouseId,
        warehouseCode,
        at,
        zone,
      })),
    }));
  },
};

/** A service as a warehouse sees it at an instant. */
export interface RankedService {
  readonly service: Service;
  readonly cutOff: string | null;
  /** The cut-off of today is over: its parcels leave tomorrow. */
  readonly missed: boolean;
  /** Smaller is picked first. */
  readonly rank: number;
}
export interface ServiceRanks {
  readonly ranked: readonly RankedService[];
  /** Rank of orders nobody chose a service for: standard, without a cut-off. */
  readonly unchosen: number;
}

const NO_CUT_OFF = '99:99';

/**
 * Order in which services are picked in a warehouse now: the cut-off that comes next first, then those without one, then those whose
 * cut-off of today is over; of equal ones the faster service. One without a service counts as standard without a cut-off.
 */
export function rankServices(services: readonly Service[], warehouseId: string, now: string): ServiceRanks {
  const keyed = services.map((service) => {
    const own = service.cutOffs.find((c) => c.warehouseId === warehouseId);
    const missed = own !== undefined && own.at <= timeOfInstant(now, own.zone);
    return { service, cutOff: own?.at ?? null, missed, key: keyOf(missed, own?.at, service.level) };
  });
  const unchosen = keyOf(false, undefined, 'standard');
  const keys = [...new Set([...keyed.map((k) => k.key), unchosen])].toSorted();
  return {
    ranked: keyed.map(({ key, ...own }) => ({ ...own, rank: keys.indexOf(key) })),
    unchosen: keys.indexOf(unchosen),
  };
}

const keyOf = (missed: boolean, at: string | undefined, level: ServiceLevel) =>
  `${missed ? 1 : 0} ${at ?? NO_CUT_OFF} ${SERVICE_LEVELS.indexOf(level)}`;

/**
 * Orders that were taken in with the charge of a service are sent with it, unless somebody chose another. Charges are told apart by their SKU,
 * which a channel's meanings give them.
 */
export async function chooseByCharge(ctx: CommandContext, orderIds: readonly string[]): Promise<void> {
  const byCharge = new Map(
    (await ctx.standing(carrierServices)).flatMap((s) => (s.active && s.chargeSku !== null ? [[s.chargeSku, s.serviceId] as const] : [])),
  );
  if (byCharge.size === 0 || orderIds.length === 0) return;
  const asked = ctx.tx.rowset(
    [...new Set(orderIds)].map((id) => ({ id })),
    { id: 'text' },
  );
  const rows = await ctx.tx.db
    .selectFrom(asked.as('w'))
    .crossJoin('sales_order_line as l')
    .whereRef('l.order_id', '=', 'w.id')
    .where('l.kind', '=', 'charge')
    .where('l.sku', 'in', [...byCharge.keys()])
    .where((eb) => eb.not(eb.exists(eb.selectFrom('order_service as s').whereRef('s.order_id', '=', 'w.id').select('s.order_id'))))
    .orderBy('l.order_id')
    .orderBy('l.line_no')
    .select(['l.order_id', 'l.sku'])
    .execute();
  const first = new Map(rows.toReversed().map((r) => [r.order_id, byCharge.get(r.sku) ?? '']));
  await ctx.tx.insertMany(
    'order_service',
    [...first].map(([order_id, service_id]) => ({ order_id, service_id, revision: 1 })),
  );
}
