import { z } from 'zod';
import { notFound } from './engine.ts';
import { command, query } from './operation.ts';
import { termsClosed } from './payment-terms.ts';
import { notASupplier } from './purchasing.ts';
import { zCode, zRef } from './values/field.ts';

/** By which terms bills of a supplier are paid where a bill does not say another day. */
export const supplierTermOperations = {
  setSupplierTerms: command('purchasing.setSupplierTerms', {
    permission: 'purchasing.bill',
    summary: 'Say by which payment terms bills of a supplier fall due; they hold for bills of later',
    input: z.strictObject({ partyId: zRef, paymentTerms: zCode.nullable() }),
    output: z.object({ partyId: z.string() }),
    refusals: [notFound, notASupplier, termsClosed],
    edits: ({ partyId }) => [partyId],
  }),
  getSupplierTerms: query('purchasing.getSupplierTerms', {
    permission: 'purchasing.read',
    summary: 'Code of the payment terms of a supplier; null where none were agreed',
    input: z.strictObject({ partyId: zRef }),
    output: z.object({ paymentTerms: z.string().nullable() }),
    wholeCompany: true,
  }),
};
