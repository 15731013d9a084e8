import { z } from 'zod';
import { list } from './list.ts';
import { zCount } from './values/field.ts';

/** Every pass over a source. The sums are records. */
export const runsList = list('channels.runs', {
  permission: 'channels.read',
  summary: 'Runs of channels, newest first unless sorted otherwise',
  row: z.object({
    id: z.string(),
    channelId: z.string(),
    channelName: z.string(),
    source: z.string(),
    state: z.string(),
    startedAt: z.string(),
    finishedAt: z.string().nullable(),
    records: zCount,
    imported: zCount,
    unchanged: zCount,
    parked: zCount,
    message: z.string().nullable(),
  }),
  key: ['id'],
  kinds: {
    startedAt: 'instant',
    startedOn: 'day',
    finishedAt: 'instant',
    records: 'int',
    imported: 'int',
    unchanged: 'int',
    parked: 'int',
  },
  sortable: ['startedAt'],
  filterable: ['id', 'channelId', 'state', 'startedOn'],
  facets: ['channelId', 'state'],
  totals: ['records', 'imported', 'unchanged', 'parked'],
  order: { column: 'startedAt', direction: 'desc' },
  scope: ['channel'],
});

/** Raw records as channels delivered them: what waits, and why. */
export const inboxList = list('channels.inbox', {
  permission: 'channels.read',
  summary: 'Raw records of channels, latest first unless sorted otherwise',
  row: z.object({
    id: zCount,
    channelId: z.string(),
    channelName: z.string(),
    runId: z.string(),
    externalId: z.string(),
    kind: z.string(),
    amount: zCount,
    state: z.string(),
    reason: z.string().nullable(),
    orderId: z.string().nullable(),
    orderNumber: z.string().nullable(),
    placedAt: z.string(),
  }),
  key: ['id'],
  kinds: { id: 'int', amount: 'money', placedAt: 'instant' },
  sortable: ['id'],
  filterable: ['id', 'channelId', 'state', 'externalId', 'runId'],
  facets: ['channelId', 'state'],
  totals: ['amount'],
  order: { column: 'id', direction: 'desc' },
  scope: ['channel'],
});

/** The queue of the mapping: SKUs that mean nothing here yet, those most money waits for on top. */
export const unknownSkusList = list('channels.unknownSkus', {
  permission: 'channels.read',
  summary: 'SKUs of channels that mean nothing here yet: how often they came, and what waits for them in money',
  row: z.object({
    exceptionId: zCount,
    channelId: z.string(),
    channelName: z.string(),
    sku: z.string(),
    detail: z.string(),
    occurrences: zCount,
    amount: zCount,
    since: z.string(),
  }),
  key: ['exceptionId'],
  kinds: { exceptionId: 'int', occurrences: 'int', amount: 'money', since: 'instant' },
  sortable: ['amount', 'occurrences', 'sku'],
  filterable: ['channelId', 'sku'],
  facets: ['channelId'],
  totals: ['amount'],
  order: { column: 'amount', direction: 'desc' },
  scope: ['channel'],
});

/** What SKUs of channels were said to mean; a SKU that is the same here and there needs no saying and is not among them. */
export const skuMeaningsList = list('channels.skuMeanings', {
  permission: 'channels.read',
  summary: 'What SKUs of channels were said to mean: an item, a pack of one, or a charge',
  row: z.object({
    channelId: z.string(),
    channelName: z.string(),
    sku: z.string(),
    itemId: z.string().nullable(),
    itemSku: z.string().nullable(),
    itemTitle: z.string().nullable(),
    pack: z.string().nullable(),
    charge: z.string().nullable(),
    revision: zCount,
  }),
  key: ['channelId', 'sku'],
  kinds: { revision: 'int' },
  sortable: ['sku'],
  filterable: ['channelId', 'sku', 'itemId', 'charge'],
  facets: ['channelId', 'charge'],
  totals: [],
  order: { column: 'sku', direction: 'asc' },
  scope: ['channel'],
});

/** What a person must look at; `state` is `open` or `closed`. */
export const exceptionsList = list('channels.exceptions', {
  permission: 'channels.read',
  summary: 'What a person must look at, newest first unless sorted otherwise',
  row: z.object({
    id: zCount,
    channelId: z.string(),
    channelName: z.string(),
    state: z.enum(['open', 'closed']),
    kind: z.string(),
    subject: z.string(),
    detail: z.string(),
    amount: zCount,
    occurrences: zCount,
    openedAt: z.string(),
    closedAt: z.string().nullable(),
  }),
  key: ['id'],
  kinds: { id: 'int', amount: 'money', occurrences: 'int', openedAt: 'instant', openedOn: 'day', closedAt: 'instant' },
  sortable: ['openedAt'],
  filterable: ['state', 'kind', 'channelId', 'subject', 'openedOn'],
  facets: ['state', 'kind', 'channelId'],
  totals: ['amount'],
  order: { column: 'openedAt', direction: 'desc' },
  scope: ['channel'],
});
