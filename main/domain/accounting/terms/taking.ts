import { type RawBuilder, sql } from 'kysely';
import { discountOver, discountTooLarge, nothingLetOff } from '../../../../preload/contract/payment-terms.ts';
import { refuse } from '../../../../preload/contract/refusal.ts';
import type { Day } from '../../../../preload/contract/values/day.ts';
import { mulDiv, sumSafe } from '../../../../preload/contract/values/int.ts';
import type { Minor } from '../../../../preload/contract/values/money.ts';
import type { CommandContext } from '../../../engine/context.ts';
import { policy } from '../../company/index.ts';
import { ensureAccount } from '../chart.ts';
import type { PaymentDiscount } from '../model.ts';
import { discountFor, discountsOf } from './discounts.ts';

type Side = 'customer' | 'supplier';

/** Where what is let off stands before tax, beside what, and whose tax falls with it. */
const SIDES = {
  customer: { role: 'discounts-given/cash', beside: 'discounts-given', name: 'Discounts for early payment', tax: 'output-tax' },
  supplier: { role: 'ppv/discounts', beside: 'ppv', name: 'Supplier discounts taken', tax: 'input-tax' },
} as const;
const SUFFIX = { customer: 'cash', supplier: 'disc' } as const;

/** An item that is settled (positive, the discount with it), and what of that is let off and not paid. */
interface Settled {
  readonly itemKey: string;
  readonly settled: Minor;
  readonly discount: Minor;
}

/**
 * What was let off items, tax with it and less what was reversed, as a select of `item_key` and `amount`, positive. The lines of a discount name their
 * item; what people posted by hand to the same accounts is none.
 */
export const letOff = (which: RawBuilder<boolean>): RawBuilder<unknown> => sql`
  select l.item_key, cast(abs(sum(l.amount)) as bigint) as amount
    from account_role as r
    join journal_line as l on l.account_id = r.account_id and l.item_key is not null
    join journal_entry as e on e.id = l.entry_id
    join journal_entry as x on x.id = coalesce(e.reverses_id, e.id)
   where r.role in (${sql.join(Object.values(SIDES).flatMap(({ role, tax }) => [role, tax]))}) and x.source_kind in ('payment', 'bank-match') and ${which}
   group by l.item_key`;

/** What was let off items before, by key; those of which nothing was are left out. */
export async function takenBefore(ctx: CommandContext, keys: readonly string[]): Promise<ReadonlyMap<string, Minor>> {
  const found = letOff(sql<boolean>`l.item_key in (${sql.join([...keys])})`);
  const { rows } = await sql<{ item_key: string; amount: Minor }>`${found}`.execute(ctx.tx.db);
  return new Map(rows.flatMap((r) => (r.amount === 0 ? [] : [[r.item_key, r.amount] as const])));
}

/**
 * Discounts for paying early as parts of a payment, positive: before tax to the account for them, and the share that is tax off the tax of the document
 * (policy `discountTax`). Refuses one that was not agreed, is over, or is more than the share of what is settled; together never more than was agreed.
 */
export async function takeDiscounts(ctx: CommandContext, side: Side, on: Day, settled: readonly Settled[]): Promise<PaymentDiscount[]> {
  const wanted = settled.filter((s) => s.discount !== 0);
  if (wanted.length === 0) return [];
  const { role, beside, name, tax } = SIDES[side];
  await ensureAccount(ctx, { beside, suffix: SUFFIX[side], name, role });
  const keys = wanted.map((s) => s.itemKey);
  const agreed = await discountsOf(ctx.tx, keys);
  const taken = new Map(await takenBefore(ctx, keys));
  const { currency } = ctx.company;
  return wanted.flatMap(({ itemKey, settled: amount, discount }) => {
    const terms = agreed.get(itemKey);
    if (!terms) throw refuse(nothingLetOff, { itemKey });
    if (on > terms.untilOn) throw refuse(discountOver, { itemKey, untilOn: terms.untilOn, on });
    const before = taken.get(itemKey) ?? 0;
    const most = Math.max(0, Math.min(discountFor(terms, amount, on), terms.amount - before));
    if (discount < 0 || discount > most) throw refuse(discountTooLarge, { itemKey, most, asked: discount, currency });
    taken.set(itemKey, before + discount);
    const ofTax = policy(ctx, 'discountTax') === 'corrected' ? mulDiv(discount, terms.ofTax, terms.ofTotal) : 0;
    return [
      { role, amount: discount - ofTax, itemKey },
      { role: tax, amount: ofTax, itemKey },
    ].filter((part) => part.amount !== 0);
  });
}

/** What discounts come to. */
export const sumOfDiscounts = (parts: readonly PaymentDiscount[]): Minor => sumSafe(parts.map((p) => p.amount));
