import { supplierTermOperations } from '../../../../preload/contract/purchasing-terms.ts';
import { handleQuery } from '../../handler.ts';

export const getSupplierTerms = handleQuery(supplierTermOperations.getSupplierTerms, async ({ tx: { db } }, { partyId }) => {
  const row = await db
    .selectFrom('party_payment_terms')
    .select('terms_code as code')
    .where('party_id', '=', partyId)
    .where('side', '=', 'supplier')
    .executeTakeFirst();
  return { paymentTerms: row?.code ?? null };
});
