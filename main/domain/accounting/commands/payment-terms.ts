import { paymentTermOperations } from '../../../../preload/contract/payment-terms.ts';
import { handleCommand } from '../../handler.ts';

/** Documents keep the days and amounts they were posted with, so changed terms hold for later ones only. */
export const setPaymentTerms = handleCommand(
  paymentTermOperations.setPaymentTerms,
  async (ctx, { code, name, parts, discount, active }) => {
    const known = await ctx.tx.db.selectFrom('payment_terms').select('revision').where('code', '=', code).executeTakeFirst();
    const row = {
      code,
      name,
      parts: JSON.stringify(parts.map(({ share, basis, days }) => ({ basis, days, share }))),
      discount_ppm: discount?.share ?? 0,
      discount_days: discount?.days ?? 0,
      active: active ? (1 as const) : (0 as const),
      revision: (known?.revision ?? 0) + 1,
    };
    if (known) await ctx.tx.updateMany('payment_terms', ['code'], [row]);
    else await ctx.tx.insertMany('payment_terms', [row]);
    return { code };
  },
);
