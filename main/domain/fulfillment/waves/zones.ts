import type { Connection } from '../../../../db/dialect/portable.ts';
import type { DB } from '../../../../db/schema/index.ts';
import { notAZone } from '../../../../preload/contract/fulfillment-wave-choice.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';

interface Place {
  readonly id: string;
  readonly code: string;
  readonly type: string;
  readonly parent_id: string | null;
}

/** How the places of a warehouse lie in its zones and aisles. */
export interface Zones {
  /** Whether a place lies in a zone or aisle, however deep. */
  readonly lies: (locationId: string, zoneId: string) => boolean;
  /** The zone a place lies in; its aisle where that lies in none; undefined outside of both. */
  readonly zoneOf: (locationId: string) => { readonly zoneId: string; readonly code: string } | undefined;
}

/** Loads the places of a warehouse and how they lie in each other. */
export async function loadZones(tx: Connection<DB>, warehouseId: string): Promise<Zones> {
  const rows = await tx.db
    .selectFrom('location')
    .where('warehouse_id', '=', warehouseId)
    .select(['id', 'code', 'type', 'parent_id'])
    .execute();
  const places = new Map<string, Place>(rows.map((r) => [r.id, r]));
  const above = (id: string): Place[] => {
    const found: Place[] = [];
    for (let next = places.get(id)?.parent_id ?? null; next !== null; ) {
      const place = places.get(next);
      if (!place) break;
      found.push(place);
      next = place.parent_id;
    }
    return found;
  };
  return {
    lies: (id, zoneId) => above(id).some((p) => p.id === zoneId),
    zoneOf: (id) => {
      const around = above(id);
      const zone = around.find((p) => p.type === 'zone') ?? around[0];
      return zone && { zoneId: zone.id, code: zone.code };
    },
  };
}

/** Refuses what is no open zone or aisle of the warehouse. */
export async function assertZone(
  tx: Connection<DB>,
  zoneId: string | undefined,
  warehouse: { readonly warehouseId: string; readonly warehouseCode: string },
): Promise<void> {
  if (zoneId === undefined) return;
  const place = await tx.db
    .selectFrom('location')
    .select(['code', 'type', 'warehouse_id', 'active'])
    .where('id', '=', zoneId)
    .executeTakeFirst();
  const divides = place?.type === 'zone' || place?.type === 'aisle';
  if (!place || !divides || place.active === 0 || place.warehouse_id !== warehouse.warehouseId)
    throw refuse(notAZone, { place: place?.code ?? zoneId, warehouseCode: warehouse.warehouseCode });
}
