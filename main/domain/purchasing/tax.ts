import { notFound } from '../../../preload/contract/engine.ts';
import { refuse } from '../../../preload/contract/refusal.ts';
import { MICROS_PER_MAJOR, minorPerMajor } from '../../../preload/contract/values/money.ts';
import type { CommandContext } from '../../engine/context.ts';
import { computeTax, type TaxedDocument, type TaxRate } from '../accounting/index.ts';
import { policy } from '../company/index.ts';

/** Rates of tax codes; refuses a code that does not exist. */
async function ratesOf(ctx: CommandContext, codes: readonly (string | null | undefined)[]): Promise<ReadonlyMap<string, TaxRate>> {
  const wanted = [...new Set(codes.flatMap((c) => (c == null ? [] : [c])))];
  if (wanted.length === 0) return new Map();
  const rows = await ctx.tx.db.selectFrom('tax_code').select(['code', 'rate_ppm']).where('code', 'in', wanted).execute();
  const rates = new Map(rows.map((r): [string, TaxRate] => [r.code, { code: r.code, kind: 'percent', ratePpm: r.rate_ppm }]));
  for (const code of wanted) if (!rates.has(code)) throw refuse(notFound, { kind: 'tax code', id: code });
  return rates;
}

/** Refuses a tax code that does not exist. */
export const assertTaxCodes = async (ctx: CommandContext, codes: readonly (string | undefined)[]): Promise<void> =>
  void (await ratesOf(ctx, codes));

/** A line of a bill to tax: so many units at a price, or an amount as the supplier wrote it. */
export type BilledAmount =
  | { readonly qty: number; readonly stepsPerUnit: number; readonly priceMicros: number; readonly taxCode: string | null }
  | { readonly net: number; readonly taxCode: string | null };

/** Taxes a bill through the tax engine, rounded as the company rounds. Amounts before tax and in the currency suppliers write them in. */
export async function taxBill(ctx: CommandContext, lines: readonly BilledAmount[], currency: string): Promise<TaxedDocument> {
  const rates = await ratesOf(
    ctx,
    lines.map((l) => l.taxCode),
  );
  const micros = MICROS_PER_MAJOR / minorPerMajor(currency);
  return computeTax({
    currency,
    rounding: policy(ctx, 'taxRounding'),
    lines: lines.map((l) => {
      const rate = l.taxCode === null ? undefined : rates.get(l.taxCode);
      const amount =
        'net' in l
          ? { quantity: 1, stepsPerUnit: 1, unitPrice: l.net * micros }
          : { quantity: l.qty, stepsPerUnit: l.stepsPerUnit, unitPrice: l.priceMicros };
      return { ...amount, taxRates: rate ? [rate] : [], priceIncludesTax: false };
    }),
  });
}
