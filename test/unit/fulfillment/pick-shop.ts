import { openShop, type Shop } from '../../kit/company.ts';

export interface TaskView {
  taskId: number;
  orderId: string;
  sku: string;
  place: string;
  qty: number;
  counted: number;
  picked: number;
  state: string;
  tote: string | null;
}
export interface WaveView {
  waveId: string;
  number: string;
  state: string;
  orders: { orderId: string; state: string; qty: number; picked: number; staged: number; tote: string | null; hold: string | null }[];
  tasks: TaskView[];
}

/** A shop whose London warehouse picks before it ships, with two shelves. */
export class PickShop {
  readonly shop: Shop;
  readonly warehouseId: string;
  readonly partyId: string;
  readonly shelves: ReadonlyMap<string, string>;
  #orders = 0;
  private constructor(shop: Shop, warehouseId: string, partyId: string, shelves: ReadonlyMap<string, string>) {
    this.shop = shop;
    this.warehouseId = warehouseId;
    this.partyId = partyId;
    this.shelves = shelves;
  }

  /** `stock`: SKU, then units on shelf A, on shelf B, and in Hamburg. */
  static async open(stock: Readonly<Record<string, readonly [a: number, b: number, hamburg?: number]>>, steps = 2): Promise<PickShop> {
    const shop = await openShop();
    const { partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', { kind: 'customer', name: 'Ann', country: 'GB' });
    const { rows } = await shop.ask<{ rows: { id: string; code: string }[] }>('inventory.listWarehouses', {});
    const warehouseId = rows.find((w) => w.code === 'LON')?.id ?? '';
    const hamburg = rows.find((w) => w.code === 'HAM')?.id ?? '';
    await shop.dispatch('catalog.createItems', { items: Object.keys(stock).map((sku) => ({ sku, title: sku })) });
    const shelves = new Map<string, string>();
    for (const [i, code] of ['A-01', 'B-01'].entries()) {
      const shelf = { warehouseId, code, name: code, status: 'sellable', type: 'bin', pathOrder: i + 1 };
      shelves.set(code, (await shop.dispatch<{ locationId: string }>('inventory.createLocation', shelf)).locationId);
    }
    const receive = async (where: object, at: 0 | 1 | 2) => {
      const lines = Object.entries(stock).flatMap(([sku, qty]) =>
        (qty[at] ?? 0) > 0 ? [{ sku, qty: qty[at], unitCostMicros: 4_000_000 }] : [],
      );
      if (lines.length > 0) await shop.dispatch('inventory.receiveStock', { ...where, lines });
    };
    await receive({ warehouseId, locationId: shelves.get('A-01') }, 0);
    await receive({ warehouseId, locationId: shelves.get('B-01') }, 1);
    await receive({ warehouseId: hamburg }, 2);
    await shop.dispatch('fulfillment.setDelivery', { warehouseId, steps });
    return new PickShop(shop, warehouseId, partyId, shelves);
  }

  async order(lines: Readonly<Record<string, number>>, more: object = {}): Promise<{ orderId: string; lineIds: number[]; number: string }> {
    const { orderId } = await this.shop.dispatch<{ orderId: string }>('sales.acceptOrder', {
      partyId: this.partyId,
      // One after the other, so that the older comes first.
      orderedAt: `2026-01-05T08:${String(10 + (this.#orders += 1))}:00.000Z`,
      orderedOn: this.shop.now.slice(0, 10),
      currency: 'GBP',
      country: 'GB',
      payment: 'at-shipment',
      lines: Object.entries(lines).map(([sku, qty]) => ({ sku, qty, unitPriceMicros: 10_000_000 })),
      ...more,
    });
    const view = await this.shop.ask<{ number: string; lines: { id: number }[] }>('sales.getOrder', { orderId });
    return { orderId, number: view.number, lineIds: view.lines.map((l) => l.id) };
  }

  /** A command that edits something, with the revision it has now. */
  async edit<T = Record<string, never>>(operation: string, id: string, input: unknown): Promise<T> {
    const table = id.startsWith('hld') ? 'hold' : id.startsWith('wav') ? 'wave' : 'sales_order';
    const row = await this.shop.engine.writer.exclusively(({ db }) =>
      db.selectFrom(table).select('revision').where('id', '=', id).executeTakeFirstOrThrow(),
    );
    return this.shop.dispatch<T>(operation, input, { expect: [{ id, revision: row.revision }] });
  }

  async release(more: object = {}): Promise<string> {
    const input = { warehouseId: this.warehouseId, ...more };
    return (await this.shop.dispatch<{ waveId: string }>('fulfillment.releaseWave', input)).waveId;
  }
  wave(waveId: string): Promise<WaveView> {
    return this.shop.ask<WaveView>('fulfillment.getWave', { waveId });
  }
  scan<T = { expects: string; nextTaskId: number | null }>(taskId: number | undefined, code: string): Promise<T> {
    return this.shop.dispatch<T>('fulfillment.scanPick', { taskId, code });
  }
  /** Picks what is open of a wave, scan by scan: place, product, quantity, tote. */
  async pickAll(waveId: string): Promise<void> {
    for (;;) {
      const task = (await this.wave(waveId)).tasks.find((t) => t.state === 'open');
      if (!task) return;
      let due = await this.scanAtPlace(task);
      if (due === 'product') due = (await this.scan(task.taskId, task.sku)).expects;
      if (due === 'product') due = (await this.scan(task.taskId, String(task.qty))).expects;
      if (due === 'tote') await this.scan(task.taskId, task.tote ?? '');
    }
  }
  private async scanAtPlace(task: TaskView & { atPlace?: boolean }): Promise<string> {
    return task.atPlace === true ? 'product' : (await this.scan(task.taskId, task.place)).expects;
  }

  /** Sellable, reserved and, by place, on hand of an SKU in the whole company. */
  async stock(sku: string): Promise<{ sellable: number; reserved: number; places: Record<string, number> }> {
    const { id } = await this.shop.ask<{ id: string }>('catalog.getItem', { sku });
    return this.shop.engine.writer.exclusively(async ({ db }) => {
      const rows = await db
        .selectFrom('stock_balance as b')
        .innerJoin('location as l', 'l.id', 'b.location_id')
        .where('b.item_id', '=', id)
        .where('b.internal', '=', 1)
        .where('b.on_hand', '>', 0)
        .select(['l.code', 'b.on_hand'])
        .execute();
      const sums = await db.selectFrom('stock_availability').select(['sellable', 'reserved']).where('item_id', '=', id).execute();
      return {
        sellable: sums.reduce((n, r) => n + r.sellable, 0),
        reserved: sums.reduce((n, r) => n + r.reserved, 0),
        places: Object.fromEntries(rows.map((r) => [r.code, r.on_hand])),
      };
    });
  }
  /** Journal entries so far: picking must add none. */
  entries(): Promise<number> {
    return this.shop.engine.writer.exclusively(async ({ db }) => {
      const row = await db
        .selectFrom('journal_entry')
        .select((eb) => eb.fn.countAll().as('n'))
        .executeTakeFirstOrThrow();
      return Number(row.n);
    });
  }
}
