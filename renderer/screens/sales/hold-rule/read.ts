import type { InputOf } from '../../../client/operations.ts';
import type { Draft, Wrong } from '../../../kit/form/draft.ts';
import { Reader } from '../../../kit/form/parse.ts';
import { readWhole, typedShare } from '../../../kit/form/read.ts';
import { money } from '../../../kit/format.ts';
import type { HoldRule, RuleTest } from '../../../kit/rule-words.ts';
import { t } from './text.ts';

export type RuleInput = InputOf<'sales.setOrderRule'>;
export type Kind = RuleTest['kind'];

/** What names in the form stand for. */
export interface Known {
  readonly currency: string;
  readonly channels: readonly { readonly id: string; readonly code: string }[];
  readonly categories: readonly { readonly id: string; readonly name: string }[];
}

const CARD = { mismatch: ['mismatch'], partial: ['mismatch', 'partial'], unavailable: ['mismatch', 'partial', 'unavailable'] } as const;

const listed = (text: string | undefined): string[] => (text ?? '').split(',').flatMap((w) => (w.trim() === '' ? [] : [w.trim()]));

/** Reads a form field by field; what cannot be read is said beside its field. */
class RuleReader extends Reader {
  readonly #fields: Readonly<Record<string, string>>;
  readonly #known: Known;
  constructor(fields: Readonly<Record<string, string>>, known: Known) {
    super();
    this.#fields = fields;
    this.#known = known;
  }
  whole(name: string): number {
    const value = readWhole(this.#fields[name] ?? '');
    if (value === undefined || value < 0) this.say(name, t('badWhole'));
    return value ?? 0;
  }
  amount(name: string): number {
    return this.money(name, this.#fields[name], this.#known.currency);
  }
  ppm(name: string): number {
    return this.share(name, this.#fields[name]);
  }
  countries(name: string): string[] {
    const codes = listed(this.#fields[name]).map((c) => c.toUpperCase());
    const bad = codes.find((c) => !/^[A-Z]{2}$/.test(c));
    if (bad !== undefined) this.say(name, t('badCountry', { name: bad }));
    return codes;
  }
  ids(name: string, among: readonly { readonly id: string; readonly called: string }[]): string[] {
    return listed(this.#fields[name]).flatMap((said) => {
      const found = among.find((a) => a.called.toLowerCase() === said.toLowerCase());
      if (!found) this.say(name, t('unknown', { name: said }));
      return found ? [found.id] : [];
    });
  }
  words(name: string): string[] {
    return listed(this.#fields[name]);
  }
}

function testOf(kind: Kind, fields: Readonly<Record<string, string>>, reader: RuleReader, known: Known): RuleTest {
  switch (kind) {
    case 'deep-discount':
    case 'price-list':
      return { kind, abovePpm: reader.ppm('percent') };
    case 'margin-floor':
      return { kind, belowPpm: reader.ppm('percent') };
    case 'huge-quantity':
      return { kind, above: reader.whole('quantity') };
    case 'high-value':
    case 'new-address':
      return { kind, above: reader.amount('amount') };
    case 'fraud-score':
      return { kind, from: reader.whole('from') };
    case 'velocity':
      return { kind, orders: reader.whole('orders'), hours: reader.whole('hours') };
    case 'address-mismatch':
      return { kind, results: [...CARD[(fields['results'] ?? 'mismatch') as keyof typeof CARD]] };
    case 'address-incomplete':
      return { kind, needs: fields['needs'] === 'street' ? 'street' : 'country' };
    case 'restricted-goods': {
      const categoryIds = reader.ids(
        'categories',
        known.categories.map((c) => ({ id: c.id, called: c.name })),
      );
      const skus = reader.words('skus');
      if (categoryIds.length + skus.length === 0 && listed(fields['categories']).length === 0) reader.say('skus', t('goodsNeeded'));
      reader.text('countriesNot', fields['countriesNot']);
      return { kind, countries: reader.countries('countriesNot'), categoryIds, skus };
    }
    case 'stock':
      return { kind, warehouseId: fields['warehouseId'] ? fields['warehouseId'] : null };
    default:
      return { kind };
  }
}

/** A form as the input of its command, or what of it cannot be read. */
export function readRule({ fields }: Draft, known: Known): { readonly input: RuleInput } | { readonly wrong: Wrong } {
  const reader = new RuleReader(fields, known);
  const [ownerKind = 'role', ownerId = ''] = (fields['owner'] ?? '').split('/');
  const hours = (fields['slaHours'] ?? '').trim();
  const input: RuleInput = {
    code: reader.text('code', fields['code']),
    name: reader.text('name', fields['name']),
    test: testOf((fields['kind'] ?? 'high-value') as Kind, fields, reader, known),
    scope: {
      channelIds: reader.ids(
        'channels',
        known.channels.map((c) => ({ id: c.id, called: c.code })),
      ),
      countries: reader.countries('countries'),
      tiers: reader.words('tiers'),
    },
    severity: fields['severity'] === 'warn' ? 'warn' : 'block',
    owner: { kind: ownerKind === 'user' ? 'user' : 'role', id: ownerId },
    slaHours: hours === '' ? null : reader.whole('slaHours'),
    active: fields['active'] !== 'off',
  };
  return reader.wrong ? { wrong: reader.wrong } : { input };
}

/** A rule as it stands in the form. */
export function fieldsOf(rule: HoldRule, { currency, channels, categories }: Known): Readonly<Record<string, string>> {
  const { test, scope } = rule;
  const codeOf = (id: string) => channels.find((c) => c.id === id)?.code ?? id;
  const nameOf = (id: string) => categories.find((c) => c.id === id)?.name ?? id;
  const share = 'abovePpm' in test ? test.abovePpm : 'belowPpm' in test ? test.belowPpm : undefined;
  const results = 'results' in test ? test.results : [];
  return {
    code: rule.code,
    name: rule.name,
    kind: test.kind,
    severity: rule.severity,
    channels: scope.channelIds.map(codeOf).join(', '),
    countries: scope.countries.join(', '),
    tiers: scope.tiers.join(', '),
    owner: `${rule.owner.kind}/${rule.owner.id}`,
    slaHours: rule.slaHours === null ? '' : String(rule.slaHours),
    active: rule.active ? 'on' : 'off',
    percent: share === undefined ? '' : typedShare(share),
    quantity: test.kind === 'huge-quantity' ? String(test.above) : '',
    amount: test.kind === 'high-value' || test.kind === 'new-address' ? money(test.above, currency) : '',
    from: 'from' in test ? String(test.from) : '',
    orders: 'orders' in test ? String(test.orders) : '',
    hours: 'hours' in test ? String(test.hours) : '',
    results: results.includes('unavailable') ? 'unavailable' : results.includes('partial') ? 'partial' : 'mismatch',
    needs: 'needs' in test ? test.needs : 'country',
    countriesNot: 'countries' in test ? test.countries.join(', ') : '',
    categories: 'categoryIds' in test ? test.categoryIds.map(nameOf).join(', ') : '',
    skus: 'skus' in test ? test.skus.join(', ') : '',
    warehouseId: 'warehouseId' in test ? (test.warehouseId ?? '') : '',
  };
}
