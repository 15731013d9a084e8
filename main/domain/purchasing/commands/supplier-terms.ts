import { supplierTermOperations } from '../../../../preload/contract/purchasing-terms.ts';
import { keepPartyTerms } from '../../accounting/index.ts';
import { handleCommand } from '../../handler.ts';
import { loadParty, raiseParty } from '../../parties/index.ts';
import { supplierOf } from '../store.ts';

/** Bills that are there keep the days they were posted with. */
export const setSupplierTerms = handleCommand(supplierTermOperations.setSupplierTerms, async (ctx, { partyId, paymentTerms }) => {
  const supplier = await supplierOf(ctx, partyId);
  await raiseParty(ctx, await loadParty(ctx, supplier.id));
  await keepPartyTerms(ctx, 'supplier', supplier.id, paymentTerms);
  return { partyId: supplier.id };
});
