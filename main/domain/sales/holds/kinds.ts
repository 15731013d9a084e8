import type { RuleKind, RuleTest } from '../../../../preload/contract/sales-rules.ts';
import { mulDiv, sumSafe } from '../../../../preload/contract/values/int.ts';
import { formatMinor } from '../../../../preload/contract/values/money.ts';
import type { Facts, Found, RuleSubject } from './model.ts';

type TestOf<K extends RuleKind> = Extract<RuleTest, { kind: K }>;
type Finder<K extends RuleKind> = (test: TestOf<K>, order: RuleSubject, facts: Facts) => Found | undefined;

/** Where a channel did not say which country goods go to. */
const UNKNOWN_COUNTRY = 'ZZ';
const MILLION = 1_000_000;
const PER_CENT = 10_000;
const NAMED = 3;

const found = (detail: string, ...figures: readonly (string | number)[]): Found => ({ detail, facts: figures.join(' ') });
const percent = (ppm: number) => `${ppm / PER_CENT} %`;
/** SKUs as a person reads them: the first few, and how many more. */
function named(skus: Iterable<string>): string {
  const all = [...new Set(skus)];
  const first = all.slice(0, NAMED).join(', ');
  return all.length > NAMED ? `${first} and ${all.length - NAMED} more` : first;
}

/** Lines that are wrong, as one finding. */
function lines(order: RuleSubject, wrong: (line: RuleSubject['lines'][number]) => boolean, says: string): Found | undefined {
  const those = order.lines.filter((l) => l.kind === 'item' && wrong(l));
  return those.length === 0
    ? undefined
    : found(`${says}: ${named(those.map((l) => l.sku))}`, ...those.map((l) => `${l.sku}=${l.qty}/${l.total}`));
}

/** How each kind of rule finds what it looks for. Pure: everything comes with the order and the facts. */
const FINDERS: { readonly [K in RuleKind]: Finder<K> } = {
  'total-mismatch': (_, { channelTotal, total, currency }) =>
    channelTotal === undefined || channelTotal === total
      ? undefined
      : found(
          `the channel says ${formatMinor(channelTotal, currency)}, the lines come to ${formatMinor(total, currency)}`,
          channelTotal,
          total,
        ),
  'negative-total': (_, { total, currency }) =>
    total < 0 ? found(`the order comes to ${formatMinor(total, currency)}`, total) : undefined,
  'negative-line': (_, order) => lines(order, (l) => l.total < 0, 'negative amount'),
  'zero-price': (_, order) => lines(order, (l) => l.total === 0, 'free of charge'),
  'deep-discount': ({ abovePpm }, order) => lines(order, (l) => l.discountPpm > abovePpm, `reduced by more than ${percent(abovePpm)}`),
  'huge-quantity': ({ above }, order) => lines(order, (l) => l.qty > above, `more than ${above}`),
  'high-value': ({ above }, { total, currency }) =>
    total > above
      ? found(`comes to ${formatMinor(total, currency)}, the limit is ${formatMinor(above, currency)}`, total, above)
      : undefined,
  'margin-floor': ({ belowPpm }, order, facts) => {
    const known = order.goods.flatMap((g) => {
      const cost = facts.costOf(g.itemId, g.qty);
      return cost === undefined ? [] : [{ net: g.net, cost }];
    });
    if (known.length === 0) return undefined;
    const net = sumSafe(known.map((k) => k.net));
    const cost = sumSafe(known.map((k) => k.cost));
    const floor = net - mulDiv(Math.max(0, net), belowPpm, MILLION);
    if (net >= 0 && cost <= floor) return undefined;
    const of = net > 0 ? `${percent(mulDiv(net - cost, MILLION, net))} of ` : '';
    return found(
      `margin is ${of}${formatMinor(net, order.currency)} net at a cost of ${formatMinor(cost, order.currency)}, the floor is ${percent(belowPpm)}`,
      net,
      cost,
      belowPpm,
    );
  },
  'fraud-score': ({ from }, { fraudScore }) =>
    fraudScore !== null && fraudScore >= from ? found(`fraud score ${fraudScore}, held from ${from}`, fraudScore, from) : undefined,
  velocity: ({ orders, hours }, _, facts) => {
    const n = facts.standsForMany ? 0 : facts.ordersWithin(hours);
    return n < orders ? undefined : found(`order ${n} of this customer within ${hours} hours, held from ${orders}`, n, orders, hours);
  },
  'new-address': ({ above }, { total, currency, addressKey }, facts) =>
    addressKey === null || facts.addressKnown || total <= above
      ? undefined
      : found(
          `first order to this address, and ${formatMinor(total, currency)} is more than ${formatMinor(above, currency)}`,
          total,
          above,
        ),
  'address-mismatch': ({ results }, { avs }) =>
    avs !== null && results.includes(avs) ? found(`address of the card: ${avs}`, avs) : undefined,
  'address-incomplete': ({ needs }, { country, hasStreet }) => {
    if (country === UNKNOWN_COUNTRY) return found('no country to ship to', country);
    return needs === 'street' && !hasStreet ? found('street, postcode or town is missing', 'street') : undefined;
  },
  payment: (_, { payment, total, settled, paid, currency }) => {
    const due = total - settled;
    if (payment !== 'before-shipment' || due <= paid) return undefined;
    return found(`paid ${formatMinor(paid, currency)} of ${formatMinor(due, currency)} due before shipment`, paid, due);
  },
  'customer-hold': (_, __, facts) => (facts.paymentHold ? found('orders of this customer wait for payment', 'held') : undefined),
  'credit-limit': (_, { total, currency }, { creditLimit, creditUsed }) =>
    creditLimit === null || creditUsed <= creditLimit
      ? undefined
      : found(
          `uses ${formatMinor(creditUsed, currency)} of a credit limit of ${formatMinor(creditLimit, currency)}, ${formatMinor(creditUsed - creditLimit, currency)} too much`,
          total,
          creditLimit,
        ),
  'restricted-goods': ({ countries, categoryIds, skus }, { country, goods, lines: ordered }) => {
    if (!countries.includes(country)) return undefined;
    const byCategory = goods.filter((g) => categoryIds.includes(g.categoryId) || skus.includes(g.sku)).map((g) => g.sku);
    // A kit may be named itself, its goods being free to go.
    const bySku = ordered.filter((l) => l.kind === 'item' && skus.includes(l.sku)).map((l) => l.sku);
    const those = [...new Set([...byCategory, ...bySku])].sort();
    return those.length === 0 ? undefined : found(`not to be sent to ${country}: ${named(those)}`, country, ...those);
  },
  'price-list': ({ abovePpm }, { lines: ordered, priceIncludesTax, currency }, facts) => {
    const off = ordered.flatMap(({ kind, itemId, sku, steps, net, total }) => {
      const listed = kind === 'item' && itemId !== null ? facts.listPrice(itemId, steps) : undefined;
      const amount = priceIncludesTax ? total : net;
      if (!listed || listed.amount === amount) return [];
      const away = listed.amount === 0 ? MILLION : mulDiv(Math.abs(amount - listed.amount), MILLION, listed.amount);
      return away > abovePpm ? [{ sku, steps, amount, list: listed.list, should: listed.amount }] : [];
    });
    const [first] = off;
    if (!first) return undefined;
    const rest = off.length > 1 ? `, and ${off.length - 1} more` : '';
    return found(
      `${first.sku} at ${formatMinor(first.amount, currency)}, by the price list ${first.list} ${formatMinor(first.should, currency)}${rest}; allowed are ${percent(abovePpm)}`,
      ...off.map((o) => `${o.sku}=${o.steps}/${o.amount}/${o.should}`),
      abovePpm,
    );
  },
  stock: ({ warehouseId }, { goods }, facts) => {
    const wanted = new Map<string, { sku: string; qty: number }>();
    for (const g of goods) wanted.set(g.itemId, { sku: g.sku, qty: (wanted.get(g.itemId)?.qty ?? 0) + g.qty });
    const short = [...wanted].flatMap(([itemId, { sku, qty }]) => {
      const available = facts.availableOf(itemId, warehouseId);
      return available < qty ? [{ sku, qty, available }] : [];
    });
    if (short.length === 0) return undefined;
    const told = named(short.map((s) => `${s.sku} ${s.available} of ${s.qty}`));
    // What is available changes by the minute; what was looked at once is the same order of the same goods.
    return found(`not in stock: ${told}`, ...short.map((s) => `${s.sku}=${s.qty}`));
  },
};

/** What a test finds of an order; undefined where it has nothing against it. */
export function finds(test: RuleTest, order: RuleSubject, facts: Facts): Found | undefined {
  const finder = FINDERS[test.kind] as Finder<RuleKind>;
  return finder(test, order, facts);
}
