import { z } from 'zod';
import { unknownRole } from './accounting.ts';
import { query } from './operation.ts';
import { zDay } from './values/day.ts';
import { pageWindow, zRef } from './values/field.ts';

const zInt = z.int();

/** How late what is open is: not due yet, then days past the day it was due. */
export const AGES = ['notDue', 'to30', 'to60', 'to90', 'over90'] as const;

const zAges = { notDue: zInt, to30: zInt, to60: zInt, to90: zInt, over90: zInt, total: zInt };
const aged = { role: z.enum(['receivable', 'payable']), on: zDay };

/** What is open with customers and suppliers on any day, by age. Amounts are positive where they are owed the usual way round. */
export const agedOperations = {
  agedParties: query('accounting.agedParties', {
    permission: 'accounting.read',
    wholeCompany: true,
    summary:
      'Receivables or payables open at the end of a day by party and age, the largest first; their sum is the balance of the account on that day',
    input: z.strictObject({ ...aged, ...pageWindow }),
    output: z.object({
      rows: z.array(z.object({ partyId: z.string().nullable(), partyName: z.string().nullable(), items: zInt, ...zAges })),
      count: zInt,
      total: z.object(zAges),
      /** Balance of the account at the end of the day, out of the books. */
      books: zInt,
      accountId: z.string(),
    }),
    refusals: [unknownRole],
  }),
  agedItems: query('accounting.agedItems', {
    permission: 'accounting.read',
    wholeCompany: true,
    summary: 'The items behind the age of a party, or of all, the longest due first: what was open of each at the end of a day',
    input: z.strictObject({ ...aged, ...pageWindow, partyId: zRef.optional() }),
    output: z.object({
      rows: z.array(
        z.object({
          itemKey: z.string(),
          /** Number of the document that opened it; null where it has none. */
          itemName: z.string().nullable(),
          partyId: z.string().nullable(),
          partyName: z.string().nullable(),
          openedOn: z.string(),
          dueOn: z.string().nullable(),
          /** Days past the day it was due; 0 and less where it is not due. */
          daysLate: zInt,
          open: zInt,
        }),
      ),
      count: zInt,
      sum: zInt,
    }),
    refusals: [unknownRole],
  }),
};
