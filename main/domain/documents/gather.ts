import type { QueryContext } from '../../engine/context.ts';

/** Whom a document goes to. */
export interface Addressee {
  readonly name: string;
  readonly lines: string[];
  readonly country: string;
  readonly taxNumber: string | null;
}
interface Addressees {
  readonly billing: Addressee;
  readonly shipping: Addressee;
}

/** Names and addresses of parties; the one address there is serves for both. */
export async function addressees({ tx }: Pick<QueryContext, 'tx'>, partyIds: readonly string[]): Promise<(partyId: string) => Addressees> {
  const ids = [...new Set(partyIds)];
  // PostgreSQL takes no empty list.
  const some = ids.length > 0;
  const parties = some
    ? await tx.db.selectFrom('party').select(['id', 'name', 'country', 'tax_number']).where('id', 'in', ids).execute()
    : [];
  const addresses = some ? await tx.db.selectFrom('party_address').selectAll().where('party_id', 'in', ids).orderBy('id').execute() : [];
  return (partyId) => {
    const party = parties.find((p) => p.id === partyId);
    const at = (kind: 'billing' | 'shipping'): Addressee => {
      const own = addresses.filter((a) => a.party_id === partyId);
      const found = own.find((a) => a.kind === kind) ?? own[0];
      const town = [found?.postcode, found?.city].filter(Boolean).join(' ');
      return {
        name: party?.name ?? '',
        lines: [found?.line1, found?.line2, town].filter((line): line is string => Boolean(line)),
        country: found?.country ?? party?.country ?? '',
        taxNumber: party?.tax_number ?? null,
      };
    };
    return { billing: at('billing'), shipping: at('shipping') };
  };
}

/** What is printed of an item beside its name. */
interface Goods {
  readonly sku: string;
  readonly title: string;
  readonly steps: number;
  /** An EAN before any other code; the SKU itself where it has none. */
  readonly barcode: string;
}

export async function goodsOf({ tx }: Pick<QueryContext, 'tx'>, itemIds: readonly string[]): Promise<ReadonlyMap<string, Goods>> {
  const ids = [...new Set(itemIds)];
  if (ids.length === 0) return new Map();
  const items = await tx.db
    .selectFrom('item as i')
    .innerJoin('unit as u', 'u.code', 'i.unit_code')
    .where('i.id', 'in', ids)
    .select(['i.id', 'i.sku', 'i.title', 'u.steps'])
    .execute();
  const codes = await tx.db.selectFrom('item_barcode').selectAll().where('item_id', 'in', ids).orderBy('code').execute();
  return new Map(
    items.map(({ id, sku, title, steps }) => {
      const own = codes.filter((c) => c.item_id === id);
      return [id, { sku, title, steps, barcode: (own.find((c) => c.symbology === 'ean13') ?? own[0])?.code ?? sku }];
    }),
  );
}

/** Rows put under their key, in the order they came. */
export function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
