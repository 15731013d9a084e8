import { z } from 'zod';
import { list } from './list.ts';
import { zCount } from './values/field.ts';

/** Settlements of marketplaces and payment providers, newest first. */
export const settlementsList = list('banking.settlements', {
  permission: 'accounting.read',
  summary: 'Settlements by the day they were paid, newest first unless sorted otherwise',
  row: z.object({
    id: z.string(),
    externalId: z.string(),
    channelId: z.string(),
    channelName: z.string(),
    paidOn: z.string(),
    currency: z.string(),
    opening: zCount,
    transactions: zCount,
    payout: zCount,
    closing: zCount,
    state: z.string(),
  }),
  key: ['id'],
  kinds: { paidOn: 'day', opening: 'money', transactions: 'money', payout: 'money', closing: 'money' },
  sortable: ['paidOn'],
  filterable: ['channelId', 'paidOn', 'state'],
  facets: ['channelId', 'state'],
  totals: ['payout'],
  order: { column: 'paidOn', direction: 'desc' },
  scope: 'company',
});

/** Lines of settlements in the order they came. */
export const settlementLinesList = list('banking.settlementLines', {
  permission: 'accounting.read',
  summary: 'Lines of settlements, in the order they came unless sorted otherwise',
  row: z.object({
    id: zCount,
    settlementId: z.string(),
    settlementName: z.string(),
    lineNo: zCount,
    kind: z.string(),
    type: z.string(),
    orderRef: z.string().nullable(),
    orderId: z.string().nullable(),
    orderNumber: z.string().nullable(),
    externalId: z.string().nullable(),
    happenedOn: z.string(),
    label: z.string(),
    amount: zCount,
    state: z.string(),
  }),
  key: ['id'],
  kinds: { id: 'int', lineNo: 'int', happenedOn: 'day', amount: 'money' },
  sortable: ['id'],
  filterable: ['settlementId', 'kind', 'state', 'orderId'],
  facets: ['kind', 'state'],
  totals: ['amount'],
  order: { column: 'id', direction: 'asc' },
  scope: 'company',
});
