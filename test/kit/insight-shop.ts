import type { Actor } from '../../main/engine/context.ts';
import { openShop, type Shop } from './company.ts';

interface Warehouse {
  id: string;
  code: string;
}

interface Who {
  readonly may?: readonly string[];
  readonly channels?: readonly string[];
  readonly warehouses?: readonly string[];
}

/** A shop with two warehouses, two channels and goods on the shelves, to look at figures from above. */
export class InsightShop {
  readonly shop: Shop;
  partyId = '';
  warehouses: readonly Warehouse[] = [];
  readonly channels: Record<string, string> = {};

  private constructor(shop: Shop) {
    this.shop = shop;
  }

  static async open(policies: Record<string, string> = {}): Promise<InsightShop> {
    const self = new InsightShop(await openShop({ spec: { policies } }));
    const { shop } = self;
    ({ partyId: self.partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', {
      kind: 'customer',
      name: 'Ann Archer',
      country: 'GB',
    }));
    ({ rows: self.warehouses } = await shop.ask<{ rows: Warehouse[] }>('inventory.listWarehouses', {}));
    for (const code of ['web', 'market']) {
      const input = { code, name: code, connector: 'csv', currency: 'GBP', zone: 'Europe/London', payment: 'at-shipment' };
      self.channels[code] = (await shop.dispatch<{ channelId: string }>('channels.createChannel', input)).channelId;
    }
    await shop.dispatch('catalog.createItems', {
      items: [
        { sku: 'TEE-M', title: 'White tee shirt', barcodes: [{ code: '4006381333931', symbology: 'ean13' }] },
        { sku: 'MUG', title: 'T-light holder mug' },
      ],
    });
    return self;
  }

  warehouse(code: string): string {
    return this.warehouses.find((w) => w.code === code)?.id ?? '';
  }

  /** Puts pieces on the shelf of a warehouse at a unit cost of 4.00. */
  async stock(code: string, lines: Record<string, number>): Promise<void> {
    await this.shop.dispatch('inventory.receiveStock', {
      warehouseId: this.warehouse(code),
      lines: Object.entries(lines).map(([sku, qty]) => ({ sku, qty, unitCostMicros: 4_000_000 })),
    });
  }

  /** An order of one SKU at 10.00 apiece; returns its id. */
  async order(sku: string, qty: number, more: object = {}): Promise<string> {
    const { orderId } = await this.shop.dispatch<{ orderId: string }>('sales.acceptOrder', {
      partyId: this.partyId,
      orderedAt: this.shop.now,
      orderedOn: this.shop.now.slice(0, 10),
      currency: 'GBP',
      country: 'GB',
      payment: 'at-shipment',
      lines: [{ sku, qty, unitPriceMicros: 10_000_000 }],
      ...more,
    });
    return orderId;
  }

  /** Somebody with these rights and limits. */
  actor(who: Who): Actor {
    return {
      id: 'usr_test',
      device: 'test',
      permissions: new Set(['company.read', ...(who.may ?? [])]),
      scopes: {
        ...(who.channels ? { channel: new Set(who.channels) } : {}),
        ...(who.warehouses ? { warehouse: new Set(who.warehouses) } : {}),
      },
    };
  }

  /** Asks as somebody with these rights and limits. */
  async as<T>(who: Who, operation: string, input: unknown): Promise<T> {
    return (await this.shop.engine.ask({ operation, input, actor: this.actor(who) })).output as T;
  }
}
