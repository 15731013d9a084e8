import { expect as assert } from 'vitest';
import { micros, minor, money, type World } from './world.ts';

/** A step that was told. `.posts(...)` states the journal lines of the step, `.isRefused(code)` that it must not happen. */
export class Step {
  readonly words: string;
  readonly play: (world: World) => Promise<void>;
  #posts: readonly string[] | undefined;
  #refused: string | undefined;

  constructor(words: string, play: (world: World) => Promise<void>) {
    this.words = words;
    this.play = play;
  }
  /** The step posts exactly these lines, summed per account: `Dr cogs 8.00`, `Cr inventory LON 8.00`. None: nothing. */
  posts(...lines: readonly string[]): this {
    this.#posts = lines;
    return this;
  }
  postsNothing(): this {
    return this.posts();
  }
  isRefused(code: string): this {
    this.#refused = code;
    return this;
  }
  async run(world: World): Promise<void> {
    world.since = world.shop.engine.writer.seq;
    if (this.#refused !== undefined) return world.refused(this.#refused, () => this.play(world));
    await this.play(world);
    if (!this.#posts) return;
    const named = await Promise.all(
      this.#posts.map(async (line) => {
        const [side, amount] = [line.slice(0, 2), line.slice(line.lastIndexOf(' ') + 1)];
        const id = await world.accountId(line.slice(3, line.lastIndexOf(' ')));
        // Looked up after the account: the step may have added it.
        const { byId } = await world.accounts();
        return `${side} ${byId.get(id) ?? id} ${money(minor(amount))}`;
      }),
    );
    assert(await world.posted()).toEqual(named.toSorted());
  }
}

export interface GoodsFacts {
  costing?: 'fifo' | 'average' | 'standard';
  standard?: string;
  kind?: 'stock' | 'service';
  price?: string;
}

/** Goods that come in: `.at('4.00')` a piece or `.worth('40.00')` in all, `.in('LON')`. */
export class Incoming extends Step {
  cost: { unitCostMicros: number } | { value: number } | undefined;
  warehouse = 'LON';
  at(unitCost: string): this {
    this.cost = { unitCostMicros: micros(unitCost) };
    return this;
  }
  worth(value: string): this {
    this.cost = { value: minor(value) };
    return this;
  }
  /** It came on a day gone by and is told today. */
  day: string | undefined;
  dated(day: string): this {
    this.day = day;
    return this;
  }
  in(code: string): this {
    this.warehouse = code;
    return this;
  }
}

/** Goods that go from one warehouse to another: `.from('LON').to('HAM')`. */
export class Journey extends Step {
  source = 'LON';
  target = 'HAM';
  from(code: string): this {
    this.source = code;
    return this;
  }
  to(code: string): this {
    this.target = code;
    return this;
  }
}

/** Something counted, scrapped or given back: where, and why. */
export class Reasoned extends Step {
  reason: string | undefined;
  warehouse = 'LON';
  in(code: string): this {
    this.warehouse = code;
    return this;
  }
  because(code: string): this {
    this.reason = code;
    return this;
  }
}

interface OrderLine {
  kind?: 'charge';
  sku: string;
  qty: number;
  unitPriceMicros: number;
  revenueRole?: string;
  discountPpm?: number;
  taxCode?: string;
}

/** An order: `sell(3, 'TEE').for('10.00').plus(1, 'MUG', '5.00').shipping('4.95').paid('before-shipment')`. */
export class Sale extends Step {
  readonly lines: OrderLine[] = [];
  customer = 'Ann';
  payment: 'before-shipment' | 'at-shipment' | 'on-account' = 'on-account';
  promised: string | undefined;
  country = 'GB';
  captured: string | undefined;
  pricesIncludeTax = false;
  held: string | undefined;
  for(price: string): this {
    const line = this.lines.at(-1);
    if (line) line.unitPriceMicros = micros(price);
    return this;
  }
  lessPercent(percent: number): this {
    const line = this.lines.at(-1);
    if (line) line.discountPpm = percent * 10_000;
    return this;
  }
  /** Tax code of every line told so far. */
  taxed(code: string): this {
    for (const line of this.lines) line.taxCode = code;
    return this;
  }
  /** The prices told include this tax. */
  including(code: string): this {
    this.pricesIncludeTax = true;
    return this.taxed(code);
  }
  plus(qty: number, sku: string, price: string): this {
    this.lines.push({ sku, qty, unitPriceMicros: micros(price) });
    return this;
  }
  shipping(price: string): this {
    return this.charge('shipping-revenue', price);
  }
  charge(role: string, price: string): this {
    this.lines.push({ kind: 'charge', sku: role.toUpperCase(), qty: 1, unitPriceMicros: micros(price), revenueRole: role });
    return this;
  }
  paid(when: 'before-shipment' | 'at-shipment' | 'on-account'): this {
    this.payment = when;
    return this;
  }
  /** The channel has taken this much already. */
  capturing(amount: string): this {
    this.captured = amount;
    return this;
  }
  to(customer: string, country = 'GB'): this {
    this.customer = customer;
    this.country = country;
    return this;
  }
  promisedOn(day: string): this {
    this.promised = day;
    return this;
  }
  onHold(code: string): this {
    this.held = code;
    return this;
  }
}

/** Goods given back: into quarantine, or straight on to stock. */
export class GivenBack extends Step {
  onTo: 'quarantine' | 'stock' = 'quarantine';
  warehouse: string | undefined;
  to(where: 'quarantine' | 'stock'): this {
    this.onTo = where;
    return this;
  }
  in(code: string): this {
    this.warehouse = code;
    return this;
  }
}

export class Refund extends Step {
  via: 'bank' | 'clearing' = 'bank';
  through(via: 'bank' | 'clearing'): this {
    this.via = via;
    return this;
  }
}

/** What the shop must look like now: `.in('LON')` narrows it to a warehouse. */
export class Look extends Step {
  warehouse: string | undefined;
  in(code: string): this {
    this.warehouse = code;
    return this;
  }
}
