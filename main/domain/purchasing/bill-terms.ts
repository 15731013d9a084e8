import type { Day } from '../../../preload/contract/values/day.ts';
import type { Minor } from '../../../preload/contract/values/money.ts';
import type { CommandContext } from '../../engine/context.ts';
import { agreedTerms, earlyDiscountOf, instalmentsOf, type LineDraft, termsByCode, whenDue } from '../accounting/index.ts';

/** When a bill is to be paid, and what the supplier lets off until when. */
interface ToPay {
  readonly due: Pick<LineDraft, 'dueOn' | 'instalments'>;
  readonly discount?: { readonly amount: Minor; readonly untilOn: Day } | undefined;
}

/**
 * When a bill (total in the company's currency) falls due: on the day it says, else by the terms named, else by those of the supplier (`paymentTerms`
 * null: by none), else on its day. A discount is for bills in the company's currency alone, as one by hand is.
 */
export async function billTerms(
  ctx: CommandContext,
  bill: { readonly partyId: string; readonly on: Day; readonly total: Minor; readonly currency: string },
  said: { readonly dueOn?: Day | undefined; readonly paymentTerms?: string | null | undefined },
): Promise<ToPay> {
  const { paymentTerms: code } = said;
  const own = async () => (await agreedTerms(ctx, 'supplier', [bill.partyId])).get(bill.partyId);
  const terms = code === undefined ? await own() : code === null ? undefined : await termsByCode(ctx, code);
  const typed = said.dueOn === undefined ? {} : { dueOn: said.dueOn };
  if (terms === undefined) return { due: typed };
  const due = said.dueOn === undefined ? whenDue(instalmentsOf(terms, bill.on, bill.total), bill.on, -1) : typed;
  const discount = bill.currency === ctx.company.currency ? earlyDiscountOf(terms, bill.on, bill.total) : undefined;
  return { due, discount };
}
