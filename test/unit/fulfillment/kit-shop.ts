import { PickShop } from './pick-shop.ts';

interface OrderView {
  readonly total: number;
  readonly net: number;
  readonly revision: number;
  readonly state: string;
  readonly lines: readonly {
    id: number;
    sku: string;
    qty: number;
    net: number;
    qtyShipped: number;
    qtyCancelled: number;
    qtyInvoiced: number;
  }[];
  readonly sets: readonly { id: number; kind: string; sku: string; qty: number; net: number; total: number }[];
}

/** Components of one BREAKFAST: two eggs, one mug, one tea. */
export const BREAKFAST = { EGG: 2, MUG: 1, TEA: 1 } as const;

/** A shop that sells breakfasts: kits of two eggs, a mug and a tea at 0.50, 8.00 and 3.00 apiece. */
export class KitShop {
  readonly at: PickShop;
  readonly kitId: string;
  private constructor(at: PickShop, kitId: string) {
    this.at = at;
    this.kitId = kitId;
  }

  /** `stock`: units in London and in Hamburg. `steps`: of delivery in London. */
  static async open(
    stock: Readonly<Record<'EGG' | 'MUG' | 'TEA', readonly [london: number, hamburg: number]>>,
    steps = 1,
  ): Promise<KitShop> {
    const at = await PickShop.open(
      Object.fromEntries(Object.entries(stock).map(([sku, [london, hamburg]]) => [sku, [london, 0, hamburg] as const])),
      steps,
    );
    const { shop } = at;
    for (const [sku, priceMicros] of [
      ['EGG', 500_000],
      ['MUG', 8_000_000],
      ['TEA', 3_000_000],
    ] as const) {
      const { id, revision } = await shop.ask<{ id: string; revision: number }>('catalog.getItem', { sku });
      await shop.send('catalog.changeItem', { itemId: id, priceMicros }, { expect: [{ id, revision }] });
    }
    const { itemId } = await shop.dispatch<{ itemId: string }>('catalog.createItem', {
      sku: 'BREAKFAST',
      title: 'Breakfast',
      kind: 'service',
    });
    const kit = new KitShop(at, itemId);
    await kit.madeOf(BREAKFAST);
    return kit;
  }

  async madeOf(parts: Readonly<Record<string, number>>, itemId = this.kitId): Promise<void> {
    const { revision } = await this.at.shop.ask<{ revision: number }>('catalog.getItem', { itemId });
    const components = Object.entries(parts).map(([sku, qty]) => ({ sku, qty }));
    await this.at.shop.send('catalog.setKit', { itemId, components }, { expect: [{ id: itemId, revision }] });
  }

  view(orderId: string): Promise<OrderView> {
    return this.at.shop.ask<OrderView>('sales.getOrder', { orderId });
  }
  async edit<T = Record<string, never>>(operation: string, orderId: string, more: object): Promise<T> {
    const { revision } = await this.view(orderId);
    return this.at.shop.dispatch<T>(operation, { orderId, ...more }, { expect: [{ id: orderId, revision }] });
  }

  /** Units kept for an order in each warehouse, by SKU: `LON EGG 2`. */
  kept(orderId: string): Promise<string[]> {
    return this.at.shop.engine.writer.exclusively(async ({ db }) => {
      const rows = await db
        .selectFrom('reservation as r')
        .innerJoin('item as i', 'i.id', 'r.item_id')
        .innerJoin('warehouse as w', 'w.id', 'r.warehouse_id')
        .where('r.subject_id', '=', orderId)
        .select(['w.code', 'i.sku', 'r.qty'])
        .execute();
      return rows.map((r) => `${r.code} ${r.sku} ${r.qty}`).sort();
    });
  }
}
