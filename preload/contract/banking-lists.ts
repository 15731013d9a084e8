import { z } from 'zod';
import { list } from './list.ts';
import { zCount } from './values/field.ts';

/** Lines of bank statements, newest first. `open` is the part nothing was matched with. */
export const bankLinesList = list('banking.bankLines', {
  permission: 'accounting.read',
  summary: 'Lines of bank statements, newest first unless sorted otherwise',
  row: z.object({
    id: zCount,
    bankAccountId: z.string(),
    bankAccountName: z.string(),
    statementId: z.string(),
    statementReference: z.string(),
    bookedOn: z.string(),
    valueOn: z.string(),
    name: z.string().nullable(),
    accountNo: z.string().nullable(),
    label: z.string(),
    reference: z.string().nullable(),
    currency: z.string(),
    amount: zCount,
    open: zCount,
    /** all matched, a part, nothing */
    state: z.enum(['matched', 'partial', 'open']),
  }),
  key: ['id'],
  kinds: { id: 'int', bookedOn: 'day', valueOn: 'day', amount: 'money', open: 'money' },
  sortable: ['bookedOn'],
  filterable: ['bankAccountId', 'statementId', 'bookedOn', 'amount', 'open', 'id'],
  facets: ['bankAccountId'],
  totals: ['amount', 'open'],
  order: { column: 'bookedOn', direction: 'desc' },
  scope: 'company',
});

/** Statements as they came, newest first. */
export const bankStatementsList = list('banking.bankStatements', {
  permission: 'accounting.read',
  summary: 'Bank statements, newest first unless sorted otherwise',
  row: z.object({
    id: z.string(),
    bankAccountId: z.string(),
    bankAccountName: z.string(),
    reference: z.string(),
    format: z.string(),
    fromOn: z.string(),
    toOn: z.string(),
    currency: z.string(),
    opening: zCount,
    closing: zCount,
    lines: zCount,
    fileId: z.string(),
    importedAt: z.string(),
  }),
  key: ['id'],
  kinds: { fromOn: 'day', toOn: 'day', opening: 'money', closing: 'money', lines: 'int', importedAt: 'instant' },
  sortable: ['toOn'],
  filterable: ['bankAccountId', 'toOn'],
  facets: ['bankAccountId'],
  totals: [],
  order: { column: 'toOn', direction: 'desc' },
  scope: 'company',
});
