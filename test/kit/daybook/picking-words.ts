import { expect as assert } from 'vitest';
import { where } from '../where.ts';
import { Step } from './steps.ts';
import type { World } from './world.ts';

/** Which orders a wave takes, in the words of its command. */
interface Takes {
  readonly cutOffBy?: string;
  readonly level?: string;
  readonly zone?: string;
  readonly part?: boolean;
}

const SERVICES = new Map<string, string>();
const serviceId = (code: string): string => {
  const known = SERVICES.get(code) ?? `csv_${String(SERVICES.size + 1).padStart(26, '0')}`;
  SERVICES.set(code, known);
  return known;
};

/** The warehouse in London picks before it ships: its shelves, the services it hands over, and its waves. */
export function pickingWords(tell: <S extends Step>(step: S) => S) {
  const warehouse = (w: World) => w.place('LON').warehouseId;
  const places = async (w: World) =>
    (await w.ask<{ rows: { id: string; code: string }[] }>('inventory.listLocations', { limit: 500 })).rows;
  const placeId = async (w: World, code: string) => (await places(w)).find((p) => p.code === code)?.id;
  const waveOf = (w: World) =>
    w.ask<{ tasks: { taskId: number; sku: string; place: string; qty: number; state: string }[] }>('fulfillment.getWave', {
      waveId: w.waveId,
    });
  const tasksOf = async (w: World) => {
    const asked = where({ state: 'open' });
    const { rows } = await w.ask<{ rows: { taskId: number; sku: string; from: string; to: string; qty: number }[] }>(
      'fulfillment.listReplenishTasks',
      asked,
    );
    return rows;
  };
  return {
    pickFirst: () =>
      tell(
        new Step('London picks before it ships', async (w) => {
          await w.command('fulfillment.setDelivery', { warehouseId: warehouse(w), steps: 2 });
        }),
      ),
    /** A zone, or a shelf, which may lie in one. */
    zone: (code: string) =>
      tell(
        new Step(`zone ${code}`, async (w) => {
          const place = { warehouseId: warehouse(w), code, name: code, status: 'sellable', type: 'zone' };
          await w.command('inventory.createLocation', place);
        }),
      ),
    shelf: (code: string, zone?: string) =>
      tell(
        new Step(`shelf ${code}`, async (w) => {
          const parentId = zone === undefined ? undefined : await placeId(w, zone);
          const place = { warehouseId: warehouse(w), code, name: code, status: 'sellable', type: 'bin' };
          await w.command('inventory.createLocation', { ...place, ...(parentId === undefined ? {} : { parentId }) });
        }),
      ),
    /** Goods come in and are laid on a shelf. */
    lay: (qty: number, sku: string, shelf: string) =>
      tell(
        new Step(`${qty} ${sku} on ${shelf}`, async (w) => {
          await w.item(sku);
          const lines = [{ sku, qty, unitCostMicros: 4_000_000 }];
          await w.command('inventory.receiveStock', { warehouseId: warehouse(w), locationId: await placeId(w, shelf), lines });
        }),
      ),
    /** A service of a carrier that is handed over until then. */
    carrier: (code: string, level: string, at: string) =>
      tell(
        new Step(`${code} leaves at ${at}`, async (w) => {
          const cutOffs = [{ warehouseId: warehouse(w), at }];
          await w.command('fulfillment.setCarrierService', {
            serviceId: serviceId(code),
            code,
            name: code,
            carrier: 'dhl',
            level,
            cutOffs,
          });
        }),
      ),
    /** The order is sent with a service. */
    sendWith: (code: string) =>
      tell(
        new Step(`sent with ${code}`, async (w) => {
          await w.command('fulfillment.setOrderService', { orderIds: [w.orderId], serviceId: serviceId(code) });
        }),
      ),
    wave: (takes: Takes = {}) =>
      tell(
        new Step(`wave of ${JSON.stringify(takes)}`, async (w) => {
          const { zone, part, ...choice } = takes;
          const where = zone === undefined ? {} : { zoneId: await placeId(w, zone), zoneTake: part === true ? 'part' : 'whole' };
          const input = { warehouseId: warehouse(w), ...choice, ...where };
          w.waveId = (await w.command<{ waveId: string }>('fulfillment.releaseWave', input)).waveId;
        }),
      ),
    /** A product is picked from this bin, which should hold so many. */
    face: (sku: string, shelf: string, min: number, max: number) =>
      tell(
        new Step(`${sku} is picked from ${shelf}, ${min} to ${max}`, async (w) => {
          await w.command('fulfillment.setPickFaces', { warehouseId: warehouse(w), faces: [{ sku, place: shelf, min, max }] });
        }),
      ),
    /** Tasks are made for faces below their minimum, or for what the next wave needs. */
    fillUp: (whom: 'by minimum' | 'for the next wave' = 'by minimum') =>
      tell(
        new Step(`fill up ${whom}`, async (w) => {
          const wave = whom === 'by minimum' ? {} : { wave: {} };
          await w.command('fulfillment.proposeReplenishment', { warehouseId: warehouse(w), ...wave });
        }),
      ),
    /** What is to be carried: `B-01 > A-01 TEE 2`. */
    toCarry: (...lines: readonly string[]) =>
      tell(
        new Step(`to carry ${lines.join(', ')}`, async (w) => {
          assert((await tasksOf(w)).map((t) => `${t.from} > ${t.to} ${t.sku} ${t.qty}`).toSorted()).toEqual(lines.toSorted());
        }),
      ),
    /** Everything is carried, or so many of the only task. */
    carry: (qty?: number) =>
      tell(
        new Step(`carry ${qty ?? 'everything'}`, async (w) => {
          for (const t of await tasksOf(w))
            await w.command('fulfillment.confirmReplenishment', { taskId: t.taskId, code: t.to, ...(qty === undefined ? {} : { qty }) });
        }),
      ),
    /** What lies on a shelf. */
    lies: (qty: number, sku: string, shelf: string) =>
      tell(
        new Step(`${qty} ${sku} lie on ${shelf}`, async (w) => {
          const { rows } = await w.ask<{ rows: { locationId: string; onHand: number }[] }>('inventory.listStock', {
            ...where({ itemId: await w.item(sku) }),
            limit: 500,
          });
          const place = await placeId(w, shelf);
          assert(rows.find((r) => r.locationId === place)?.onHand ?? 0).toBe(qty);
        }),
      ),
    /** A place is to be counted. */
    toCount: (shelf: string) =>
      tell(
        new Step(`${shelf} is to be counted`, async (w) => {
          const place = await placeId(w, shelf);
          const { rows } = await w.ask<{ rows: { locationId: string; state: string }[] }>('inventory.listCountTasks', {});
          assert(rows.filter((r) => r.locationId === place)).toMatchObject([{ state: 'open' }]);
        }),
      ),
    /** What the last wave has to pick: `A-01 TEE 2`. */
    toPick: (...lines: readonly string[]) =>
      tell(
        new Step(`to pick ${lines.join(', ')}`, async (w) => {
          const { tasks } = await waveOf(w);
          assert(tasks.map((t) => `${t.place} ${t.sku} ${t.qty}`).toSorted()).toEqual(lines.toSorted());
        }),
      ),
  };
}
