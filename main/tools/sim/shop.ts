import type { CompanyLocation } from '../../../db/open.ts';
import type { ChartName } from '../../../preload/contract/company-chart.ts';
import { Auditor } from './auditor.ts';
import { Chance } from './chance.ts';
import { Sender, type Trouble } from './commands.ts';
import { Partner, type PartnerFile } from './partner.ts';

export interface Warehouse {
  readonly id: string;
  readonly stockId: string;
  readonly quarantineId: string;
}

export interface Article {
  readonly id: string;
  readonly sku: string;
  /** per unit, minor units */
  readonly price: number;
  /** per unit, minor units */
  readonly cost: number;
}

/** The simulated shop: what its people know, and the auditor beside them. */
export interface SimShop {
  readonly sender: Sender;
  readonly chance: Chance;
  readonly auditor: Auditor;
  readonly warehouses: readonly Warehouse[];
  readonly articles: readonly Article[];
  readonly customers: readonly string[];
  readonly channels: readonly { readonly id: string; readonly payment: string }[];
  /** transfers under way */
  readonly transfers: { id: string; toId: string; lines: { itemId: string; qty: number }[] }[];
  readonly returns: SimReturn[];
  /** who writes the channels' files */
  readonly partner: Partner;
  /** files that were cut short, and hashes of those read to their end */
  readonly unfinished: PartnerFile[];
  readonly finished: Set<string>;
  /** the company's day */
  today: string;
}

export interface SimReturn {
  readonly id: string;
  readonly orderId: string;
  readonly warehouse: Warehouse;
  /** waiting in quarantine, by return line */
  readonly lines: { lineNo: number; lineId: number; itemId: string; qty: number; left: number }[];
  /** `owed`: credited while the goods are still on their way */
  state: 'expected' | 'received' | 'owed' | 'credited';
}

const MICROS_PER_MINOR = 10_000;
const ARTICLES_PER_METHOD = 4;
const CUSTOMERS = 6;

/** Thrown when the shop cannot even be set up: everything after would be noise. */
async function must<T>(sender: Sender, operation: string, input: unknown): Promise<T> {
  const outcome = await sender.send<T>(operation, input);
  if (!outcome.ok) throw new Error(`the shop could not be set up: ${operation} was refused with ${outcome.code}`);
  return outcome.output;
}

/** A shop with all three costing methods, two warehouses, customers and two channels that take the money at different times. */
export async function openShop(
  location: CompanyLocation,
  seed: number,
  trouble: Trouble,
  { firstDay, chart = 'generic' }: { firstDay: string; chart?: ChartName },
): Promise<SimShop> {
  const entropy = new Chance(seed);
  const chance = new Chance(seed ^ 0x5eed);
  const spec = {
    name: `Simulated shop ${seed}`,
    currency: 'GBP',
    zone: 'Europe/London',
    country: 'GB',
    chart,
    warehouses: [
      { code: 'LON', name: 'London', country: 'GB' },
      { code: 'HAM', name: 'Hamburg', country: 'DE' },
    ],
    policies: { allocateAt: 'manual' },
    owner: { login: 'owner', name: 'Olive Owner' },
  };
  const sender = await Sender.create(location, spec, entropy, chance, trouble, `${firstDay}T06:00:00.000Z`);
  const places = await sender.ask<{ rows: { id: string; locations: { id: string; status: string }[] }[] }>('inventory.listWarehouses', {});
  const warehouses = places.rows.map((w): Warehouse => {
    const place = (status: string) => w.locations.find((l) => l.status === status)?.id ?? '';
    return { id: w.id, stockId: place('sellable'), quarantineId: place('quarantine') };
  });
  const articles: Article[] = [];
  for (const costing of ['fifo', 'average', 'standard'] as const) {
    await must(sender, 'catalog.setCategory', { name: `By ${costing}`, costing });
    for (let i = 1; i <= ARTICLES_PER_METHOD; i += 1) {
      const sku = `${costing.toUpperCase()}-${i}`;
      const price = chance.between(150, 9900);
      const cost = Math.max(1, Math.trunc((price * chance.between(30, 70)) / 100));
      const { itemId } = await must<{ itemId: string }>(sender, 'catalog.createItem', {
        sku,
        title: `Article ${sku}`,
        category: `By ${costing}`,
        priceMicros: price * MICROS_PER_MINOR,
        ...(costing === 'standard' ? { standardCostMicros: cost * MICROS_PER_MINOR } : {}),
      });
      articles.push({ id: itemId, sku, price, cost });
    }
  }
  const customers: string[] = [];
  for (let i = 1; i <= CUSTOMERS; i += 1) {
    const { partyId } = await must<{ partyId: string }>(sender, 'parties.createParty', {
      kind: 'customer',
      name: `Customer ${i}`,
      email: `customer${i}@example.com`,
      country: 'GB',
    });
    customers.push(partyId);
  }
  const channels: { id: string; payment: string }[] = [];
  for (const [code, payment] of [
    ['WEB', 'before-shipment'],
    ['MARKET', 'at-shipment'],
  ] as const) {
    const { channelId } = await must<{ channelId: string }>(sender, 'channels.createChannel', {
      code,
      name: code,
      connector: 'csv:simulated',
      zone: 'Europe/London',
      currency: 'GBP',
      payment,
    });
    channels.push({ id: channelId, payment });
  }
  const shop: SimShop = {
    // It sells what the shop has, so it needs the shop it belongs to.
    partner: new Partner(() => shop),
    unfinished: [],
    finished: new Set(),
    sender,
    chance,
    auditor: new Auditor(),
    warehouses,
    articles,
    customers,
    channels,
    transfers: [],
    returns: [],
    today: firstDay,
  };
  for (const a of articles) shop.auditor.files.learn('', a.sku, { itemId: a.id });
  for (const warehouse of warehouses) {
    const lines = articles.map((a) => ({ article: a, qty: chance.between(5, 40) }));
    await must(sender, 'inventory.postOpening', {
      warehouseId: warehouse.id,
      lines: lines.map(({ article, qty }) => ({ itemId: article.id, qty, unitCostMicros: article.cost * MICROS_PER_MINOR })),
    });
    for (const { article, qty } of lines) shop.auditor.cameIn(warehouse.stockId, article.id, qty);
  }
  return shop;
}
