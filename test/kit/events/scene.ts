import { Chance } from '../../../main/tools/sim/chance.ts';
import { openShop, type Shop } from '../company.ts';
import { doesTo } from '../payment-shop.ts';

/** The three methods; three items of each. */
const METHODS = ['fifo', 'average', 'standard'] as const;
const ITEMS_PER_METHOD = 3;
const CURRENCIES = ['GBP', 'USD', 'JPY'] as const;
/** Documents before the last so many are left alone: a shop works on what is recent. */
const RECENT = 25;

/** What happens next, as chance drew it: numbers that each deed reads in its own way. */
export interface Happening {
  readonly item: number;
  readonly other: number;
  readonly site: number;
  readonly qty: number;
  /** Micros of the company's currency. */
  readonly price: number;
  readonly pick: number;
}
interface Site {
  readonly warehouseId: string;
  readonly stock: string;
  readonly quarantine: string;
}
export interface SoldOrder {
  readonly orderId: string;
  readonly partyId: string;
  readonly lineIds: readonly number[];
  readonly invoices: string[];
}
export interface BoughtOrder {
  readonly orderId: string;
  readonly partyId: string;
  readonly currency: string;
  readonly lines: number;
}

/** A shop things happen in, and the documents they left that later ones can be about. */
export class Scene {
  readonly shop: Shop;
  readonly items: string[] = [];
  readonly sites: Site[] = [];
  readonly suppliers: { readonly partyId: string; readonly currency: string }[] = [];
  customerId = '';
  readonly bought: BoughtOrder[] = [];
  readonly receipts: string[] = [];
  readonly bills: { readonly billId: string; readonly partyId: string; readonly currency: string }[] = [];
  readonly givenBack: string[] = [];
  readonly sold: SoldOrder[] = [];
  readonly returns: string[] = [];
  /** Returns that were told before the goods came. */
  readonly announced: string[] = [];
  readonly transfers: { readonly documentId: string; readonly qty: number }[] = [];
  papers = 0;

  private constructor(shop: Shop) {
    this.shop = shop;
  }

  /** Opens a company of its own with the switches of a number: every combination comes up as the numbers go on. */
  static async open(number: number): Promise<Scene> {
    const policies = {
      backDatedReceipts: number % 2 === 0 ? 'replay' : 'new-layer',
      costOfSales: number % 4 < 2 ? 'delivery' : 'invoice',
      billDifference: number % 8 === 7 ? 'account' : 'cost',
      taxRounding: number % 3 === 0 ? 'document' : 'line',
      rateMaxAgeDays: 366,
      receiveOverPercent: 50,
    };
    const shop = await openShop({ spec: { policies } });
    const scene = new Scene(shop);
    const { rows } = await shop.ask<{ rows: { id: string; locations: { id: string; status: string }[] }[] }>(
      'inventory.listWarehouses',
      {},
    );
    for (const w of rows) {
      const at = (status: string) => w.locations.find((l) => l.status === status)?.id ?? '';
      scene.sites.push({ warehouseId: w.id, stock: at('sellable'), quarantine: at('quarantine') });
    }
    await shop.dispatch('accounting.setTaxCode', { code: 'V20', name: 'Twenty', ratePpm: 200_000 });
    for (const costing of METHODS) await shop.dispatch('catalog.setCategory', { name: costing, costing });
    for (let i = 0; i < METHODS.length * ITEMS_PER_METHOD; i += 1) {
      const category = METHODS[i % METHODS.length] ?? 'fifo';
      const standard = category === 'standard' ? { standardCostMicros: 3_333_333 } : {};
      const draft = { sku: `SKU-${category}-${i}`, title: category, category, ...standard };
      scene.items.push((await shop.dispatch<{ itemId: string }>('catalog.createItem', draft)).itemId);
    }
    for (const currency of CURRENCIES) {
      const { partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', {
        kind: 'supplier',
        name: `Mill ${currency}`,
        country: 'GB',
        ...(currency === 'GBP' ? {} : { currency }),
      });
      scene.suppliers.push({ partyId, currency });
      if (currency !== 'GBP')
        await shop.dispatch('accounting.setRate', { currency, on: scene.today(), rate: { foreign: 100, company: 80 } });
    }
    ({ partyId: scene.customerId } = await shop.dispatch<{ partyId: string }>('parties.createParty', {
      kind: 'customer',
      name: 'Ann',
      country: 'GB',
    }));
    return scene;
  }

  today(): string {
    return this.shop.now.slice(0, 10);
  }
  /** A day up to three weeks gone by. */
  daysAgo(days: number): string {
    return new Date(Date.parse(this.shop.now) - days * 86_400_000).toISOString().slice(0, 10);
  }
  pass(minutes: number): void {
    this.shop.now = new Date(Date.parse(this.shop.now) + minutes * 60_000).toISOString();
  }

  item(at: number): string {
    return this.items[at % this.items.length] ?? '';
  }
  site(at: number): Site {
    const site = this.sites[at % this.sites.length];
    if (!site) throw new Error('the company has no warehouse');
    return site;
  }
  /** One of the recent ones. */
  recent<T>(list: readonly T[], pick: number): T | undefined {
    const from = Math.max(0, list.length - RECENT);
    return list[from + (pick % Math.max(1, list.length - from))];
  }

  /** Asks for a command; a reason of the shop not to do it is answered with nothing. Bad input and faults are bugs. */
  async attempt<T>(operation: string, input: unknown): Promise<T | undefined> {
    try {
      return await doesTo<T>(this.shop, operation, input);
    } catch (thrown) {
      const refused = thrown instanceof Error && thrown.name === 'Refusal' && 'code' in thrown ? String(thrown.code) : '';
      if (refused === '' || refused.startsWith('engine.')) throw thrown;
      return undefined;
    }
  }

  /**
   * Stock value = inventory accounts = sum of layers = sum of pools, to the minor unit, area by area and in all; the findings, none
   * when all is well.
   */
  async gaps(): Promise<string[]> {
    const { rows } = await this.shop.ask<{ rows: { areaId: string; value: number; books: number; gap: number }[] }>(
      'inventory.valueByArea',
      {},
    );
    const { layers, pools } = await this.shop.engine.writer.exclusively(async ({ db }) => ({
      layers: await db.selectFrom('cost_layer_balance').select('value_left').execute(),
      pools: await db.selectFrom('cost_pool_balance').select(['value', 'qty']).execute(),
    }));
    const sum = (values: readonly number[]) => values.reduce((total, v) => total + v, 0);
    const books = sum(rows.map((r) => r.books));
    const found = rows.filter((r) => r.gap !== 0 || r.value < 0).map((r) => `area ${r.areaId}: stock ${r.value}, books ${r.books}`);
    if (sum(layers.map((l) => l.value_left)) !== books) found.push(`layers ${sum(layers.map((l) => l.value_left))}, books ${books}`);
    if (sum(pools.map((p) => p.value)) !== books) found.push(`pools ${sum(pools.map((p) => p.value))}, books ${books}`);
    for (const p of pools) if (p.qty === 0 && p.value !== 0) found.push(`a pool of nothing is worth ${p.value}`);
    return found;
  }
}

/** What chance draws for each event of a chapter, the same for the same numbers. */
export function* happenings(seed: number, chapter: number): Generator<Happening & { readonly die: number; readonly minutes: number }> {
  const chance = new Chance(seed * 7919 + chapter);
  for (;;)
    yield {
      die: chance.between(0, 9999),
      minutes: chance.between(0, 90),
      item: chance.between(0, 8),
      other: chance.between(0, 8),
      site: chance.between(0, 1),
      qty: chance.between(1, 9),
      price: chance.percent(3) ? 0 : chance.between(1, 20_000_000),
      pick: chance.between(0, 9999),
    };
}
